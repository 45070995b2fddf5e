/** What link workers of Anytown write down after a talk: short, warm, in their own hand. */
export const FIRST_TALKS: readonly string[] = [
  'Talked for forty minutes. Wants company more than activity. We look at two groups together next week.',
  'Tired, but glad that somebody rang. Laughed twice. Would like things one at a time.',
  'Met at the café by the library. Showed me photographs. Ready to try something if I come along the first time.',
  'Careful at first. Money is the thing under all the other things. Agreed to open the letters together.',
  'Knows exactly what would help: a lift on Tuesdays. The rest follows.',
  'Long talk about the garden that was. We start there.',
]

export const LATER_TALKS: readonly string[] = [
  'Went alone this time. The kettle was on already, and a chair was free.',
  'Missed last week because of the bus. Will ring for a lift. Otherwise well.',
  'Two people there say hello by name now. That came first in our talk.',
  'A hard week. We went slower. Next talk on Thursday.',
  'Has joined in the washing-up, which is how one knows.',
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
]

export const MATTERS: readonly string[] = [
  'To wake up and have somewhere to be.',
  'My grandchildren, and being able to get down on the floor with them.',
  'That nobody decides things over my head.',
  'A bit of peace about money.',
  'To be useful to someone again.',
  'To hear my own language now and then.',
]

export const GOALS: readonly { goal: string; step: string }[] = [
  { goal: 'Be with people twice a week', step: 'Go to the first meeting together' },
  { goal: 'Know what comes in and what goes out', step: 'Sort the letters into three piles, with an adviser' },
  { goal: 'Walk to the shop and back', step: 'Ten minutes each morning, with the dog from next door' },
  { goal: 'Sleep through the night', step: 'Ask the surgery about the tablets' },
  { goal: 'Have one afternoon a week for myself', step: 'Try the sitting service for a month' },
]

export const HOW_IT_ENDED: readonly { outcome: string; summary: string }[] = [
  {
    outcome: 'Goes to two groups without us and has people to ring.',
    summary: 'Six talks over eleven weeks. Found a choir and a lunch table; stopped needing us in the best way.',
  },
  {
    outcome: 'Debts are in a plan that can be paid, and nights are for sleeping again.',
    summary: 'Advice and company together. The advice mended the money; the workshop did the rest.',
  },
  {
    outcome: 'Feels steadier, and meets others with the same illness.',
    summary: 'Four talks. The condition stays; being alone with it does not.',
  },
]
