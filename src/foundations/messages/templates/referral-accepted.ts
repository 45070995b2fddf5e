import { day, sayDay, type Day } from '#platform/days.ts'
import { drPatel, grace, initials, reference } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface Accepted extends Spoken {
  /** The link worker, or null while nobody has it yet. */
  worker: string | null
  firstContactBy: Day
}

const whoHasIt = ({ worker, team }: Accepted) => (worker ? `${worker} from ${team}` : `Someone from ${team}`)
const example = { worker: 'Priya Nair', firstContactBy: day('2026-04-10') }

/** The yes to whoever referred. */
export const referralAcceptedReferrer: Template<Accepted & { reference: string; initials: string }> = {
  to: 'referrer',
  say(values, today) {
    const by = sayDay(values.firstContactBy, today)
    return wording(values, {
      subject: 'Your referral is accepted',
      text: `We have said yes to ${values.reference}. First contact by ${by}.`,
      paragraphs: [
        `We have said yes to your referral for ${values.initials} (${values.reference}).`,
        `${whoHasIt(values)} will make first contact by ${by}. We will tell you when it has begun and how it ends.`,
      ],
    })
  },
  example: { ...drPatel, ...example, reference, initials },
}

/** How first contact is made, as it is said. */
const WILL = {
  telephone: 'will ring you',
  text: 'will text you',
  email: 'will email you',
  post: 'will write to you',
} as const

/** The yes to the person: who, how and by when. */
export const referralAcceptedPerson: Template<Accepted & { firstContact: keyof typeof WILL }> = {
  to: 'person',
  say(values, today) {
    const promise = `${WILL[values.firstContact]} by ${sayDay(values.firstContactBy, today)}`
    return wording(values, {
      subject: 'We have good news about your request',
      text: `${values.worker ?? 'One of us'} has your request and ${promise}.`,
      paragraphs: [
        `${whoHasIt(values)} has your request and ${promise}.`,
        'You can talk about what matters to you, and what would make things better. There is no test and no hurry.',
        'If you do not hear by then, or if another time or way is better for you, please ring us.',
      ],
    })
  },
  example: { ...grace, ...example, firstContact: 'telephone' },
}
