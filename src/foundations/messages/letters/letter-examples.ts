import { EXAMPLE_DAY, reference } from '../templates/examples.ts'
import type { Letter, Sender } from './letter.type.ts'

/** The invented team of the previews. */
export const EXAMPLE_SENDER: Sender = {
  team: 'Riverside link workers',
  address: ['The Old Boathouse', '4 Quay Street', 'Anytown', 'ZZ1 1AA'],
  telephone: '01632 960220',
}

export const EXAMPLE_RECIPIENT = ['Grace Okafor', '12 Mill Lane', 'Anytown', 'ZZ1 2AB']

/** A letter with everything that a letter can hold, over more than one page: for the previews and for tests. */
export const longLetter: Letter = {
  sender: EXAMPLE_SENDER,
  recipient: EXAMPLE_RECIPIENT,
  date: EXAMPLE_DAY,
  reference,
  subject: 'What we agreed, and what happens next',
  salutation: 'Dear Grace Okafor,',
  largePrint: false,
  blocks: [
    {
      kind: 'paragraph',
      text: 'Thank you for talking with me on Monday. This letter holds what we said, so that you need not keep it in your head. Please ring me if I got something wrong. It is your plan, and you can change it at any time.',
    },
    { kind: 'heading', text: 'What matters to you' },
    {
      kind: 'paragraph',
      text: 'You used to sing, and you miss it. Since Joseph died, the evenings are long and the house is quiet. You would like to be among people again, but not with too many at once. You want to get there by yourself.',
    },
    { kind: 'heading', text: 'What you are good at' },
    {
      kind: 'list',
      items: [
        'You know every hymn by heart, and a good few songs that are not hymns.',
        'You cook for your neighbours, and they come back for more.',
        'You are good on the telephone, and you say what you think.',
      ],
    },
    { kind: 'heading', text: 'What you want to do' },
    {
      kind: 'table',
      headings: ['Goal', 'Next step', 'Who', 'By when'],
      rows: [
        [
          'Sing with others',
          'Go to the Tuesday Choir for the first time. Bea meets you at the side door.',
          'You and Bea',
          '14 April',
        ],
        ['Feel safe going out', 'Try the bus together, there and back.', 'You and Priya', '10 April'],
        ['Sort out the heating bill', 'Bring the last two bills to the advice desk at the library.', 'You', '20 April'],
        ['Sleep better', 'Ask Dr Patel whether the new tablets keep you awake.', 'Dr Patel', '24 April'],
        ['Eat with company', 'See whether the lunch club on Mill Lane is for you.', 'You', 'May'],
      ],
    },
    { kind: 'heading', text: 'How we get there' },
    {
      kind: 'list',
      numbered: true,
      items: [
        'Priya rings you on Thursday 9 April, in the morning, as you prefer.',
        'On Friday we take bus 23 together. It stops at the corner of Mill Lane and Quay Street. The driver lowers the step if you ask. We are there in twelve minutes and have a cup of tea before we go back.',
        'On Tuesday you go to the choir. If you would rather not go alone after all, ring Priya before noon.',
      ],
    },
    {
      kind: 'paragraph',
      text: 'We look at all this again in four weeks. If things get worse before then, do not wait for us: ring us, or your doctor. If you need help at once, ring 999 in an emergency, or 111.',
    },
    { kind: 'paragraph', text: 'Any questions? Ring Priya Nair on 01632 960220.' },
    { kind: 'signature', lines: ['Priya Nair', 'Riverside link workers'] },
  ],
}
