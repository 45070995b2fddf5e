/** What was done, in words; of what is not named here, what it was done to. */
export function sayAction(action: string): string {
  const known = ACTIONS[action]
  if (known) return known
  const [noun = '', verb = ''] = action.split('.')
  return `${NOUNS[noun] ?? 'The record'}: ${verb.replaceAll('-', ' ')}`
}

const ACTIONS: Record<string, string> = {
  'person.viewed': 'Opened the record',
  'person.contact-opened': 'Opened telephone and address',
  'person.changed': 'Put details right',
  'person.registered': 'Wrote down who they are',
  'referral.received': 'Sent the referral',
  'referral.viewed': 'Opened the referral',
  'referral.questioned': 'Asked about the referral',
  'referral.answered': 'Answered about the referral',
  'referral.accepted': 'Accepted the referral',
  'referral.declined': 'Did not accept the referral',
  'referral.withdrawn': 'Took the referral back',
  'referral.allocated': 'Gave the referral to somebody',
  'episode.opened': 'Began the support',
  'episode.viewed': 'Opened the support',
  'plan.written': 'Wrote down what they said',
  'plan.agreed': 'Agreed the plan',
  'plan.shared': 'Gave out the plan',
  'plan.printed': 'Opened the plan for printing',
  'safeguarding.added': 'Added a safeguarding note',
  'safeguarding.viewed': 'Opened the safeguarding notes',
}

const NOUNS: Record<string, string> = {
  person: 'Their details',
  referral: 'The referral',
  episode: 'The support',
  contact: 'A contact',
  plan: 'The plan',
  response: 'A questionnaire',
  connection: 'A connection',
  message: 'A message',
  consent: 'What they agreed to',
}

/** Why telephone and address, or safeguarding notes, were opened. */
export const sayReason = (code: string): string => REASONS[code] ?? code.replaceAll('-', ' ')

const REASONS: Record<string, string> = {
  call: 'they ring them',
  visit: 'they visit them',
  letter: 'they write to them',
  safety: 'of their safety',
  correction: 'something is put right',
  supporting: 'they support them',
  'new-worry': 'there is a new worry',
  review: 'the case is reviewed',
  sharing: 'it is passed on to whoever protects them',
}
