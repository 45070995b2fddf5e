import { day, sayDay, type Day } from '#platform/days.ts'
import { choir, exampleLink } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface Offered extends Spoken {
  service: string
  worker: string
}

const offered = { ...choir, service: 'the Tuesday Choir', worker: 'Priya Nair' }

/** To a group: somebody would like to come. Who it is, and only what they agreed to share, stands behind the link. */
export const offerToProvider: Template<Offered & { answerBy: Day; link: string; note: string | null }> = {
  to: 'provider',
  say(values, today) {
    return wording(values, {
      subject: 'Someone would like to come: can you take them?',
      text: `One more? Answer: ${values.link}`,
      paragraphs: [
        `Someone would like to come to ${values.service}. Can you take them?`,
        values.note,
        `See what they want you to know, then say yes, not now, or waiting list:\n${values.link}`,
        `Please answer by ${sayDay(values.answerBy, today)}. You need no account. ${values.worker} will let them know.`,
      ],
    })
  },
  example: { ...offered, note: 'They would love to hear you first.', answerBy: day('2026-04-08'), link: exampleLink },
}

/** To a group that has not answered: once, kindly. */
export const offerStillOpen: Template<Offered & { link: string }> = {
  to: 'provider',
  say: (values) =>
    wording(values, {
      subject: 'Someone still hopes to come: can you take them?',
      text: `Can they come? Answer: ${values.link}`,
      paragraphs: [
        `Someone still hopes to come to ${values.service}. We have not heard from you yet.`,
        `A yes, a no or a waiting list: any answer helps them. It takes two taps:\n${values.link}`,
        `If it is easier, ring us and tell ${values.worker}.`,
      ],
    }),
  example: { ...offered, link: exampleLink },
}

/** To a group that keeps a place for somebody: it is free again. */
export const offerWithdrawn: Template<Offered> = {
  to: 'provider',
  say: (values) =>
    wording(values, {
      subject: 'A place is free again: someone is not coming',
      text: 'Someone is not coming after all. Their place is free.',
      paragraphs: [
        `Someone whom we asked you about is not coming to ${values.service} after all.`,
        'You need not keep a place for them. There is nothing that you have to do.',
        'Thank you for being there. We will ask again when somebody else would like to come.',
      ],
    }),
  example: offered,
}
