import { day, sayDay, type Day } from '#platform/days.ts'
import { askedBy, exampleLink, manager, priya, reference } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface OfReferral extends Spoken {
  reference: string
  referrer: { name: string; telephone: string }
}

const ringTheReferrer = ({ referrer }: OfReferral) => ({ who: referrer.name, telephone: referrer.telephone })

/** To the team: it was taken back. */
export const referralWithdrawn: Template<OfReferral> = {
  to: 'team',
  say: (values) =>
    wording(values, {
      subject: 'A referral was taken back',
      text: `Referral ${values.reference} was taken back.`,
      paragraphs: [
        `Referral ${values.reference} was taken back. ${values.referrer.name} had sent it.`,
        'You do not need to do more. If you have made contact already, please say goodbye well.',
      ],
      ring: ringTheReferrer(values),
    }),
  example: { ...priya, reference, referrer: askedBy },
}

/** Escalation: nobody has answered. `owner`: who has it now, or null. */
export const referralStillWaiting: Template<OfReferral & { since: Day; owner: string | null; link: string }> = {
  to: 'team',
  say(values, today) {
    const since = sayDay(values.since, today)
    return wording(values, {
      subject: 'A referral still waits for an answer',
      text: `Referral ${values.reference} has waited since ${since}.`,
      paragraphs: [
        `Referral ${values.reference} has waited for an answer since ${since}.`,
        values.owner ? `${values.owner} has it now.` : 'Nobody has it yet.',
        `Please answer it today, or give it to someone who can:\n${values.link}`,
      ],
      ring: ringTheReferrer(values),
    })
  },
  example: {
    ...manager,
    reference,
    referrer: askedBy,
    since: day('2026-03-25'),
    owner: 'Priya Nair',
    link: exampleLink,
  },
}
