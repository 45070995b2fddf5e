import type { Need } from '#registers/directory/needs/needs.ts'

/** What people say who come with a need: what worries them, what they would like, and the next step towards it. */
export interface WorryWords {
  worries: readonly string[]
  goals: readonly (readonly [goal: string, step: string])[]
}

/** The commoner the need, the more ways of saying it; `goals` and `worries` of one need fit each other in any pair. */
export const WORRY_WORDS: Partial<Record<Need, WorryWords>> = {
  loneliness: {
    worries: [
      'I can go a whole week and nobody says my name.',
      'Sundays are the longest. I leave the radio on for the voices.',
      'I have forgotten how one starts a talk.',
      'Everybody I used to see has moved or died.',
      'The evenings. The days I can fill.',
    ],
    goals: [
      ['Be with people twice a week', 'Go to the first meeting together'],
      ['Get to know two people in my street', 'Go to the coffee morning at the hall'],
      ['Have somebody to ring on a Sunday', 'Swap numbers with one person at the group'],
      ['Eat with others once a week', 'Look in at the lunch table, for a cup of tea first'],
      ['Have one thing in the week that I look forward to', 'Choose from three groups, and see one of them'],
    ],
  },
  bereavement: {
    worries: [
      'I still lay the table for two.',
      'People cross the road, because they do not know what to say.',
      'I am afraid of forgetting the voice.',
      'I have not touched the wardrobe.',
    ],
    goals: [
      ['Talk to others who have lost someone', 'Go along to the first evening, and sit at the back'],
      ['Say the name out loud without crying', 'Bring a photograph to our next talk'],
      ['Sort one drawer', 'Do it together, one afternoon, with tea'],
      ['Keep the birthday in a good way', 'Think of who could be asked'],
    ],
  },
  'low-mood': {
    worries: [
      'I wake up and cannot think what for.',
      'Nothing tastes of anything.',
      'I let people down, so I stopped saying yes.',
      'The winter sits on me.',
      'I used to be good at things.',
    ],
    goals: [
      ['Be dressed and out by ten on three mornings', 'Ten minutes round the block, with the dog from next door'],
      ['Do something with my hands again', 'Look in at the workshop on a Tuesday'],
      ['Be outdoors once a week', 'See the allotment with me'],
      ['Finish one thing that I began', 'Choose which, and put it on the table'],
      ['Sing, paint or make something with others', 'Watch a session from the door first'],
    ],
  },
  worry: {
    worries: [
      'It goes round in my head from three in the morning.',
      'I am afraid of being afraid.',
      'If the telephone rings I think that something has happened.',
      'In a queue my heart goes and I have to get out.',
      'I worry about everything, and then about worrying.',
    ],
    goals: [
      ['Sleep through the night', 'Keep the telephone out of the bedroom for a week'],
      ['Go into one shop and buy one thing', 'Go at a quiet hour, together'],
      ['Have a quiet hour each day', 'Try the breathing that we practised, after lunch'],
      ['Take the bus to town again', 'Two stops, with someone, and back'],
      ['Know what to do when it comes', 'Go to the first evening of the worry course'],
    ],
  },
  money: {
    worries: [
      'It is gone by the twentieth, whatever I do.',
      'I do not understand the letters, and I am ashamed to ask.',
      'I say no to everything that costs a bus fare.',
      'Something will break, and then what?',
    ],
    goals: [
      ['Know what comes in and what goes out', 'Write it down for a week, and bring it'],
      ['Get what I have a right to', 'See the adviser with all the letters in one bag'],
      ['Have ten pounds left at the end of the month', 'Look at the bills together, the biggest first'],
      ['Understand the letter about my benefits', 'Read it together, slowly'],
    ],
  },
  debt: {
    worries: [
      'I hear the letter box and feel sick.',
      'I do not know how much it is, and I do not want to.',
      'I am afraid of who will be at the door.',
    ],
    goals: [
      ['Know what I owe, and to whom', 'Sort the letters into three piles, with the debt adviser'],
      ['Open the post on the day it comes', 'Open three letters together, with tea'],
      ['Pay what I can, by a plan', 'Ask for breathing space, at the first appointment'],
    ],
  },
  housing: {
    worries: [
      'I do not know where we shall be in three months.',
      'The damp is in everything, and nobody answers.',
      'I cannot rest in that flat.',
    ],
    goals: [
      ['Have a dry bedroom', 'Take pictures of the wall, and write to the landlord together'],
      ['Know my rights before I sign anything', 'See the housing adviser with the letter'],
      ['Find somewhere that I can keep', 'Put in the form for the council list'],
    ],
  },
  food: {
    worries: [
      'I count the slices.',
      'I say that I have eaten already.',
      'I never thought that I should need a pantry.',
    ],
    goals: [
      ['Have a hot meal every day', 'Join the pantry, and choose the first bag together'],
      ['Cook something cheap that I like', 'Go to the cooking table once'],
      ['Get through the week without borrowing', 'Ask about the vouchers'],
    ],
  },
  'fuel-and-warmth': {
    worries: [
      'I go to bed at seven because it is warm there.',
      'I watch the meter more than the television.',
      'I cannot ask anybody in, it is too cold.',
    ],
    goals: [
      ['Keep one room warm all day', 'Have the warm homes adviser round'],
      ['Understand the bill', 'Ring the supplier together'],
      ['Have somewhere warm to be in the afternoons', 'Look at the warm room at the library'],
    ],
  },
  work: {
    worries: [
      'I do not know what to say when they ask what I do.',
      'The longer it is, the harder to go back.',
      'I am afraid that I shall not keep up.',
    ],
    goals: [
      ['Work a few hours a week', 'See the adviser at the job club'],
      ['Have something to show for the gap', 'Help out at the shop on one morning'],
      ['Write down what I can do', 'Begin the list together'],
    ],
  },
  caring: {
    worries: ['I sleep with one ear open.', 'If I am ill, who does it?', 'I am cross, and then I am sorry.'],
    goals: [
      ['Have one afternoon a week for myself', 'Try the sitting service for a month'],
      ['Meet others who do this too', 'Go to the carers’ coffee on a Wednesday'],
      ['Know what happens if I am ill', 'Write the plan for that day together'],
    ],
  },
  family: {
    worries: [
      'I have not finished a cup of tea since the spring.',
      'I talk to nobody above the age of four.',
      'I am afraid that I am doing it wrong.',
    ],
    goals: [
      ['Meet other parents', 'Go to the play morning, with me the first time'],
      ['Have an hour a week to myself', 'Ask the family hub about the crèche'],
      ['Make bedtime calm', 'Look at the week together, and take one thing out'],
    ],
  },
  memory: {
    worries: [
      'I lose words, and then I say nothing.',
      'I am afraid of getting lost on the way home.',
      'They talk over my head now.',
    ],
    goals: [
      ['Go on doing the shopping myself', 'Walk the way together, and write the list'],
      ['Meet others who forget things too', 'Go to the memory café with my family'],
      ['Write down what matters while I can', 'Begin the book about me'],
    ],
  },
  'moving-more': {
    worries: [
      'I hold on to the furniture.',
      'I am afraid of falling where people see it.',
      'I get out of breath at the first corner.',
      'Everybody there will be half my age.',
    ],
    goals: [
      ['Walk to the shop and back', 'Ten minutes each morning, with a neighbour'],
      ['Feel steady on the stairs', 'Go to the first steady class'],
      ['Move with others twice a week', 'See the pool at a quiet hour'],
      ['Walk in the park again', 'Join the short walk, as far as the bench'],
    ],
  },
  'long-term-condition': {
    worries: [
      'I never know in the morning what sort of day it will be.',
      'I am afraid of being far from home when it comes on.',
      'My body is all that we talk about.',
    ],
    goals: [
      ['Know what I can still do', 'Go to the group of people with the same illness'],
      ['Plan a week that I can keep', 'Write down the good hours for a week'],
      ['See a friend without talking about the illness', 'Ask one of them for tea'],
    ],
  },
  pain: {
    worries: [
      'It wears me thin, and then I snap at people.',
      'They look at me as if I made it up.',
      'I have stopped planning anything.',
    ],
    goals: [
      ['Do one thing a day that is not about pain', 'Choose three small things, and try the first'],
      ['Learn to live round it', 'Go to the first evening of the course on pain'],
      ['Sit through a film with others', 'Find a place with good chairs'],
    ],
  },
  disability: {
    worries: [
      'The door is always the wrong width.',
      'I am tired of explaining.',
      'I do not know what there is for people like me.',
    ],
    goals: [
      ['Find a group that I can get into', 'Ring ahead together and ask about the door'],
      ['Have the right equipment at home', 'Ask for the assessment'],
      ['Meet people who need no explaining', 'Go once, and leave when I like'],
    ],
  },
  'older-life': {
    worries: [
      'I can manage, until I cannot.',
      'The garden is getting the better of me.',
      'I should not like to be a nuisance.',
    ],
    goals: [
      ['Stay in my own home', 'Have the handy people look at the rails'],
      ['Have the garden seen to', 'Ask the volunteers for a morning'],
      ['Have a chat every day', 'Try the telephone friends for two weeks'],
    ],
  },
  newcomers: {
    worries: [
      'I know the way to the shop and to the school, that is all.',
      'I do not know whom to ask.',
      'At home I was somebody.',
    ],
    goals: [
      ['Know how things work here', 'Go to the welcome morning together'],
      ['Make one friend here', 'Go to the shared cooking, and bring a dish'],
      ['Use what I learned at home', 'Ask the adviser about my certificates'],
    ],
  },
  language: {
    worries: [
      'I smile and nod, and have not understood.',
      'My children have to speak for me.',
      'On the telephone I understand nothing.',
    ],
    goals: [
      ['Talk to the teacher by myself', 'Go to the conversation café'],
      ['Ring the surgery in English', 'Practise the first three sentences'],
      ['Read a letter by myself', 'Put my name down for the class'],
    ],
  },
  'legal-rights': {
    worries: [
      'The date on the letter comes nearer.',
      'They did not believe me.',
      'I do not know what to write in the boxes.',
    ],
    goals: [
      ['Send the appeal in time', 'See the adviser with the letter this week'],
      ['Be heard', 'Write down a usual day, together'],
      ['Know what happens next', 'Make a list of the dates'],
    ],
  },
  veterans: {
    worries: ['Nobody here knows what I am talking about.', 'Loud noises, still.', 'I was part of something.'],
    goals: [
      ['Talk to people who served', 'Go to the veterans’ breakfast'],
      ['Sleep without the light on', 'Ring the helpline that we found'],
      ['Be of use again', 'Offer a hand at the breakfast'],
    ],
  },
  addiction: {
    worries: ['Six o’clock is the hardest.', 'All my friends are in the pub.', 'I am afraid of the first bad day.'],
    goals: [
      ['Have something to do every evening', 'Go to the drop-in on a Thursday'],
      ['Get to the summer without a drink', 'Find one person to ring at six'],
      ['Meet people who do not drink', 'Try the walking group'],
    ],
  },
  relationships: {
    worries: [
      'The flat is so quiet that I hear the fridge.',
      'Our friends were all couples.',
      'I do not know who I am by myself.',
    ],
    goals: [
      ['Cook for myself, and like it', 'Go to the cooking evening'],
      ['Know some people by my own name', 'Choose one group, and go twice'],
      ['Make the flat a home', 'Put up the shelf'],
    ],
  },
  lgbtq: {
    worries: [
      'I look at the room first, before I say who I am.',
      'I have nobody here to be myself with.',
      'I am tired of being careful.',
    ],
    goals: [
      ['Meet people like me', 'Write to the group first, and then go'],
      ['Be myself in one place a week', 'Go with me the first time'],
      ['Have somebody to talk to who knows', 'Look at the helpline together'],
    ],
  },
  'getting-about': {
    worries: [
      'The step up to the bus looks higher every week.',
      'I have to ask for every lift.',
      'I say no before anyone asks me.',
    ],
    goals: [
      ['Get to town by myself', 'Ride the bus together, at a quiet hour'],
      ['Get to the clinic without begging for lifts', 'Join the car scheme'],
      ['Go where I like on a Saturday', 'Find out about the travel pass'],
    ],
  },
  safety: {
    worries: ['I look round in the street.', 'I do not know who knows where we are.'],
    goals: [
      ['Feel safe at home', 'Ring the helpline together, from here'],
      ['Sleep with the light off', 'Have the locks looked at'],
    ],
  },
}
