/** Whom to turn to now, by a number to ring or to text. Without either, `ring` says what to do. */
export interface Helpline {
  name: string
  /** When it is the right one: "Life in danger". */
  what: string
  /** What to do with the number: "ring Samaritans on". */
  ring: string
  telephone?: string
  text?: string
  /** What else there is to know: "free, day and night". */
  note?: string
}

/** Every helpline that a page or a program is told of. They stand here and nowhere else. */
export const HELPLINES = {
  emergency: { name: 'Emergency services', what: 'Life in danger', ring: 'ring', telephone: '999' },
  nhs111: {
    name: 'NHS 111',
    what: 'Urgent medical help',
    ring: 'ring',
    telephone: '111',
    note: 'press 2 for mental health',
  },
  samaritans: {
    name: 'Samaritans',
    what: 'Someone to listen, day or night',
    ring: 'ring Samaritans on',
    telephone: '116 123',
  },
  shout: { name: 'Shout', what: 'Someone to text with, day or night', ring: 'text SHOUT to', text: '85258' },
  domesticAbuse: {
    name: 'National Domestic Abuse Helpline',
    what: 'Someone hurts, scares or controls you',
    ring: 'ring the National Domestic Abuse Helpline on',
    telephone: '0808 2000 247',
    note: 'free, day and night',
  },
  childline: {
    name: 'Childline',
    what: 'A child or young person needs help',
    ring: 'ring Childline on',
    telephone: '0800 1111',
    note: 'free, day and night',
  },
} as const satisfies Record<string, Helpline>

/** Those that everybody in danger is shown, in this order. */
export const FOR_EVERYBODY: readonly Helpline[] = [
  HELPLINES.emergency,
  HELPLINES.nhs111,
  HELPLINES.samaritans,
  HELPLINES.shout,
]
