import { day, sayDay, type Day } from '#platform/days.ts'
import { carer, drPatel, exampleLink, grace, initials, reference } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface Received extends Spoken {
  reference: string
  /** The day by which there is an answer. */
  answerBy: Day
  /** Where to see how it stands, if there is such a page for the recipient. */
  link: string | null
}

const whereItIs = (link: string | null) => link && `You can see where it is at any time:\n${link}`
const ifNot = 'If you do not hear from us by then, please ring us.'
const example = { reference, answerBy: day('2026-04-02'), link: exampleLink }

/** The receipt for whoever referred. `initials` are enough to know whom it is about. */
export const referralReceivedReferrer: Template<Received & { initials: string }> = {
  to: 'referrer',
  say(values, today) {
    const by = sayDay(values.answerBy, today)
    return wording(values, {
      subject: 'Your referral has arrived',
      text: `Referral ${values.reference} is here. You will hear by ${by}.`,
      paragraphs: [
        `Your referral for ${values.initials} is with ${values.team}. Its number is ${values.reference}.`,
        `We will tell you by ${by} if we can help. ${ifNot}`,
        whereItIs(values.link),
      ],
    })
  },
  example: { ...drPatel, ...example, initials },
}

/** To the person. `askedBy`: the name of whoever referred; null when they asked themselves. */
export const referralReceivedPerson: Template<Received & { askedBy: string | null }> = {
  to: 'person',
  say(values, today) {
    const by = sayDay(values.answerBy, today)
    const { askedBy, team } = values
    return wording(values, {
      subject: 'We have your request',
      text: `We have your request. You will hear from us by ${by}.`,
      paragraphs: [
        askedBy ? `${askedBy} has asked ${team} to help you.` : `Thank you for asking. ${team} have your request.`,
        `Someone will read it now. You will hear from us by ${by}. You do not need to do a thing until then.`,
        ifNot,
        whereItIs(values.link),
        `Your number is ${values.reference}. Keep it at hand if you ring.`,
      ],
    })
  },
  example: { ...grace, ...example, askedBy: 'Dr Asha Patel' },
}

/** To a carer who asked for somebody else: the person is not named. */
export const referralReceivedCarer: Template<Received> = {
  to: 'carer',
  say(values, today) {
    const by = sayDay(values.answerBy, today)
    return wording(values, {
      subject: 'We have your request',
      text: `We have your request. You will hear from us by ${by}.`,
      paragraphs: [
        `Thank you for asking us to help someone you care for. ${values.team} have your request.`,
        `Someone will read it now. You will hear from us by ${by}. ${ifNot}`,
        whereItIs(values.link),
        `Your number is ${values.reference}. Keep it at hand if you ring.`,
      ],
    })
  },
  example: { ...carer, ...example },
}
