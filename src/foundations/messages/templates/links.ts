import { day, sayDay, type Day } from '#platform/days.ts'
import { drPatel, exampleLink, grace } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface WithLink extends Spoken {
  link: string
  /** The last day on which the link works. */
  until: Day
}

const until = day('2026-04-08')

/** An agency without an account: nothing is sent to the team before this is pressed. */
export const agencyConfirmEmail: Template<WithLink> = {
  to: 'referrer',
  say: (values, today) =>
    wording(values, {
      subject: 'Confirm your email address to send your referral',
      text: `Confirm to send: ${values.link}`,
      paragraphs: [
        `Your referral to ${values.team} has not gone yet. Please confirm that this is your email address:\n${values.link}`,
        `The link works until ${sayDay(values.until, today)}. After that, you would have to write it again.`,
        'You did not write to us? Then do nothing, and nothing will be sent.',
      ],
    }),
  example: { ...drPatel, link: exampleLink, until },
}

/** To the person: where they see how things stand. */
export const statusLink: Template<WithLink> = {
  to: 'person',
  say: (values, today) =>
    wording(values, {
      subject: 'Where to see your request',
      text: `See your request: ${values.link}`,
      paragraphs: [
        `Here you can see where your request is, and who has it:\n${values.link}`,
        'The page asks for your date of birth, so that no one else can read it.',
        `The link works until ${sayDay(values.until, today)}. After that, ring us for a new one.`,
      ],
    }),
  example: { ...grace, link: exampleLink, until: day('2026-06-30') },
}
