import type { Need } from '#registers/directory/needs/needs.ts'

/** What link workers of Anytown write down after a talk: short, warm, in their own hand. */
export const FIRST_TALKS: readonly { text: string; needs?: readonly Need[] }[] = [
  {
    text: 'Talked for forty minutes. Wants company more than activity. We look at two groups together next week.',
    needs: ['loneliness', 'bereavement', 'low-mood', 'older-life', 'relationships', 'newcomers'],
  },
  { text: 'Tired, but glad that somebody rang. Laughed twice. Would like things one at a time.' },
  {
    text: 'Met at the café by the library. Showed me photographs. Ready to try something if I come along the first time.',
  },
  {
    text: 'Careful at first. Money is the thing under all the other things. Agreed to open the letters together.',
    needs: ['money', 'debt', 'housing', 'food', 'legal-rights', 'fuel-and-warmth'],
  },
  {
    text: 'Knows exactly what would help: a lift on Tuesdays. The rest follows.',
    needs: ['getting-about', 'older-life', 'long-term-condition', 'disability'],
  },
  {
    text: 'Long talk about the garden that was. We start there.',
    needs: ['older-life', 'low-mood', 'bereavement', 'moving-more'],
  },
  {
    text: 'Did most of the talking once the first ten minutes were over. Wants to be among people, not helped by them.',
    needs: ['loneliness', 'low-mood', 'disability', 'older-life'],
  },
  { text: 'Came with a list. We chose one thing from it to begin with.' },
  { text: 'Unsure what this is for. I said what we do and what we do not, and we agreed to try.' },
  { text: 'Has been everywhere and told it all before. We promised not to ask twice.' },
]

export const LATER_TALKS: readonly string[] = [
  'Went alone this time. The kettle was on already, and a chair was free.',
  'Missed last week because of the bus. Will ring for a lift. Otherwise well.',
  'Two people there say hello by name now. That came first in our talk.',
  'A hard week. We went slower.',
  'Has joined in the washing-up, which is how one knows.',
  'Short call. All is well. Asked after the next meeting.',
  'We filled in the form together. It took two cups of tea.',
  'Not a good week, and said so. We agreed to do less.',
  'Has taken a neighbour along. Sounded pleased.',
  'The letter came and it was good news.',
  'Slept through for the first time in months.',
]

export const STRENGTHS: readonly string[] = [
  'Keeps a promise',
  'Makes people laugh',
  'Good at making things',
  'Brought up four children',
  'Speaks three languages',
  'Never late',
  'Knows everyone on the street',
  'A patient listener',
  'Grows things from seed',
  'Remembers birthdays',
  'Can mend most things',
  'Sings without noticing',
]

const AGEING: readonly Need[] = ['older-life', 'moving-more', 'memory', 'bereavement', 'caring']

/** `needs`: for whom the words are meant, where not for everybody. */
export const MATTERS: readonly { text: string; needs?: readonly Need[] }[] = [
  { text: 'To wake up and have somewhere to be.' },
  { text: 'My grandchildren, and being able to get down on the floor with them.', needs: AGEING },
  { text: 'That nobody decides things over my head.' },
  { text: 'A bit of peace about money.', needs: ['money', 'debt', 'food', 'fuel-and-warmth', 'legal-rights', 'work'] },
  { text: 'To be useful to someone again.' },
  { text: 'To hear my own language now and then.', needs: ['language', 'newcomers'] },
  { text: 'To sleep, and to wake up without the knot in my stomach.', needs: ['worry', 'debt', 'housing', 'low-mood'] },
  { text: 'My garden, and someone to show it to.', needs: AGEING },
  { text: 'To get out by myself again.', needs: ['getting-about', 'moving-more', 'pain', 'long-term-condition'] },
  { text: 'That the children have a good year.', needs: ['family', 'housing', 'food'] },
  { text: 'To laugh. I used to.' },
  { text: 'A cup of tea in company.' },
  { text: 'To be asked how I am by somebody who waits for the answer.' },
  { text: 'To keep my word to people.' },
  { text: 'My own front door, and who comes through it.' },
  { text: 'Music. There was always music.' },
]

/** Words that are for everybody, and those for people with one of some needs. */
export const meantFor = <Words extends { needs?: readonly Need[] }>(
  all: readonly Words[],
  reasons: readonly string[],
): Words[] => all.filter(({ needs }) => !needs || needs.some((need) => reasons.includes(need)))

/** `needs`: for whom the words are meant, where not for everybody. */
export const HOW_IT_ENDED: readonly { outcome: string; summary: string; needs?: readonly Need[] }[] = [
  {
    outcome: 'Goes to two groups without us and has people to ring.',
    summary: 'Six talks over eleven weeks. Found a choir and a lunch table; stopped needing us in the best way.',
  },
  {
    outcome: 'Debts are in a plan that can be paid, and nights are for sleeping again.',
    summary: 'Advice and company together. The advice mended the money; the workshop did the rest.',
    needs: ['debt', 'money', 'legal-rights', 'work'],
  },
  {
    outcome: 'Feels steadier, and meets others with the same illness.',
    summary: 'Four talks. The condition stays; being alone with it does not.',
    needs: ['long-term-condition', 'pain', 'disability', 'memory'],
  },
  {
    outcome: 'Out of the house most days, with someone to walk beside.',
    summary: 'We began with ten minutes to the corner. By the end there was a walking group and a flask to bring.',
  },
  {
    outcome: 'Some things are better, some are not, and we said so to each other.',
    summary: 'The group helped; the flat is as damp as before. The housing officer has the case now.',
    needs: ['housing', 'fuel-and-warmth', 'family'],
  },
  {
    outcome: 'Not much has changed yet, but the way to help is known.',
    summary: 'Went twice and did not take to it. Wanted a rest from trying. Knows that the door is open.',
  },
]

/** How it ended otherwise, by reason. */
export const ENDED_OTHERWISE = {
  moved: {
    outcome: 'Moved to family in another county.',
    summary: 'Handed the plan over with agreement before they left.',
  },
  'not-reached': {
    outcome: 'We could not reach them again.',
    summary: 'Calls at different times and a letter. The door is open.',
  },
  declined: { outcome: 'Did not want to go on for now.', summary: 'Thanked us. Has our number for another time.' },
  'other-service': {
    outcome: 'The mental health team is with them now.',
    summary: 'Needed more than we can give. We introduced them and stepped back.',
  },
} as const

/** What a team asks a surgery to do at the end, when there is something to do. */
export const REQUESTED: readonly string[] = [
  'Please offer a medication review.',
  'Please add them to the carers’ register.',
  'Please check the blood pressure at the next visit.',
  'Please note that a large-print letter is needed.',
]

export const PLEASE_DO: readonly string[] = [
  'Ring before you come.',
  'Call me by my first name.',
  'Tell me things straight.',
  'Give me time to think.',
  'Ask me, not the family.',
]
