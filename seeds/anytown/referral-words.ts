import type { Need } from '#registers/directory/needs/needs.ts'

/** What referrers in Anytown write: short, and about the person. Two or three for each of the commoner needs. */
export const REASON_WORDS: Partial<Record<Need, readonly string[]>> = {
  loneliness: [
    'Lives alone since her sister moved to Leeds. Comes to the surgery for the company, and says so.',
    'Speaks to nobody from Friday to Monday. Would like somewhere to go on a Sunday.',
    'Was the life of the bowls club until the bus stopped. Misses it badly.',
    'Rings the surgery most weeks, mostly to talk. Would love company closer to home.',
    'New on the estate and knows nobody yet. Misses the old neighbours.',
  ],
  bereavement: [
    'Lost his wife in the spring after a long illness. Keeps the curtains closed.',
    'Her son died two years ago. Ready to talk now, she says.',
    'Grieving since the summer. Finds the evenings the hardest, and would like to meet others who know.',
  ],
  'low-mood': [
    'Flat since the redundancy. Not on medication and would rather not be.',
    'Feels worn out and of no use. Used to paint.',
    'Low since the winter. Used to love being outdoors and cannot find the way back there alone.',
  ],
  worry: [
    'Panics in shops. Has not been to town since last year.',
    'Lies awake over bills. Would like someone practical to talk to.',
    'Worries about everything at once. Asked for something other than tablets first.',
    'Has not slept well for months. Would like to do something with other people.',
  ],
  money: [
    'Cannot work out the letters about her pension credit. Proud, does not like to ask.',
    'Hours were cut. Is choosing between heating and food.',
    'A letter about benefits that makes no sense to anyone. Needs someone to go through it.',
    'Behind with the rent since the hours were cut.',
  ],
  debt: [
    'Bailiff letters on the mat, unopened. Would open them with someone beside him.',
    'Owes three lenders and has stopped opening letters. Ready to look at it with help.',
  ],
  housing: [
    'Damp in the children’s room, two chest infections this winter.',
    'Notice to leave by the end of next month.',
    'Mould in the bedroom and a landlord who does not answer.',
  ],
  food: [
    'Skips meals so that the children can eat.',
    'Went without meals twice last week. Came to ask about the pantry.',
  ],
  'fuel-and-warmth': [
    'Sits in her coat. Has not had the boiler looked at since 2019.',
    'Heats one room only. The meter runs out before the week does.',
  ],
  work: [
    'Wants to go back to work after his stroke, a few hours to start with.',
    'Off work for eight months with stress. Would like to start with something small.',
  ],
  caring: [
    'Has looked after her husband day and night for three years. Cannot remember her last day off.',
    'Cares for a mother with dementia and has no time left over. Close to the edge.',
    'Looks after a disabled partner at home. Has not had a day off since spring.',
  ],
  family: [
    'First baby, no family nearby, cries when the health visitor leaves.',
    'Two small children, one income and no help. Would like to meet other parents.',
  ],
  memory: [
    'Early dementia, diagnosed in March. She and her husband would like to meet others.',
    'Forgetting more than last year, and worried about it. The memory clinic has a long wait.',
  ],
  'moving-more': [
    'Two falls this year. Would like to get steady again, not in a gym.',
    'New diabetes. Willing to walk if someone walks along.',
    'Wants to get fitter after the operation and is shy of gyms.',
  ],
  'long-term-condition': [
    'COPD. Afraid to leave the house in case he gets short of breath.',
    'New diagnosis of heart failure. Wants to know what is still possible, and is glad of company.',
  ],
  pain: [
    'Back pain for six years. Has tried everything that comes in a packet.',
    'Pain every day for two years. Physiotherapy has ended and the days are long.',
  ],
  disability: [
    'Sight is going. Does not know what there is for people who see little.',
    'Cannot get to the usual groups with a wheelchair. Would like to find one that works.',
  ],
  'older-life': [
    '94 and sharp. Wants to stay in her own home and needs a hand to do it.',
    'Manages well but sees fewer people each year. Would like a hand with the garden and a chat.',
  ],
  newcomers: [
    'Arrived last year. Knows nobody in town but the children’s teacher.',
    'Arrived in the spring. Wants to meet people and to learn how things work here.',
  ],
  language: [
    'Would come to everything if there were someone who spoke Tigrinya at first.',
    'Understands more English than it seems. Would like to practise with kind people.',
  ],
  'legal-rights': [
    'PIP was stopped. Has four weeks to appeal and does not know where to start.',
    'Benefit stopped after a missed letter. The appeal must be in by the end of the month.',
  ],
  veterans: [
    'Twenty-two years in the army. Will talk to someone who served, he says, and to nobody else.',
    'Left the forces ten years ago. Talks about it to nobody.',
  ],
  addiction: [
    'Three months without a drink. Evenings are the hard part.',
    'Cutting down on drink and wants company that does not meet in a pub.',
  ],
  relationships: [
    'Divorce after thirty years. Does not recognise his own kitchen.',
    'Separated last year and starting again in a small flat. Would like to meet people.',
  ],
  lgbtq: [
    'Nineteen, out to one aunt. Would like to meet people of the same age.',
    'Would like to meet other LGBT people and does not know where to begin.',
  ],
  'getting-about': [
    'Passed every driving test but the last. The clinic is two buses away.',
    'Has lost the confidence to take the bus since a fall.',
  ],
}

/** What a careful referrer adds about safety. Most know of nothing. */
export const RISKS: readonly string[] = [
  'Two large dogs, friendly, but ring before you come.',
  'Has fallen on the stairs twice. Let the telephone ring long.',
  'Her ex-husband lives in the next street and must not know that she has contact with us.',
  'Hoards newspapers up to the door. Meet elsewhere at first.',
  'Gets loud when frightened. Calms down if you sit.',
  'Stairs to the flat are dark. Bring a torch after four.',
]

/** Questions that a team asks before it can say yes. */
export const QUESTIONS: readonly { ask: string; answer: string }[] = [
  {
    ask: 'Is it safe to ring during the day? The form says evenings only, but gives no reason.',
    answer: 'Yes. He works nights and sleeps until three, that is all.',
  },
  {
    ask: 'Does she know that you have asked us? She seemed surprised when we rang.',
    answer: 'I explained it again today. She would like you to ring after Tuesday.',
  },
  {
    ask: 'Which language shall we bring an interpreter for?',
    answer: 'Sylheti, please. Her daughter can come along if need be.',
  },
]

/** Why a team said no, each with its next best thing. */
export const DECLINED: readonly {
  reason: 'outside_area' | 'needs_more_than_we_can_give' | 'not_our_group' | 'person_said_no'
  note: string
  better: string
}[] = [
  {
    reason: 'outside_area',
    note: 'She has moved to her daughter’s in Wenlow.',
    better: 'The Wenlow link workers take her on: 01632 960299.',
  },
  {
    reason: 'needs_more_than_we_can_give',
    note: 'He needs the crisis team first. We would love to meet him afterwards.',
    better: 'Ring 111 and choose mental health. Ask us again when things are calmer.',
  },
  {
    reason: 'outside_area',
    note: 'Has moved to another county.',
    better: 'The link workers there can be found through the new surgery.',
  },
  {
    reason: 'person_said_no',
    note: 'Would rather not just now, and was glad to be asked.',
    better: 'Our number is 01632 960220. Anyone may ring at any time.',
  },
  {
    reason: 'person_said_no',
    note: 'She thanked us and said that she has her church.',
    better: 'She has our number: 01632 960220. She may ring at any time.',
  },
]
