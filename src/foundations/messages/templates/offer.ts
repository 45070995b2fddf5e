import { day, sayDay, type Day } from '#platform/days.ts'
import { choir, exampleLink } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

/** To a group: somebody would like to come. Who it is, and only what they agreed to share, stands behind the link. */
export const offerToProvider: Template<Spoken & { service: string; worker: string; answerBy: Day; link: string }> = {
  to: 'provider',
  say(values, today) {
    return wording(values, {
      subject: 'Someone would like to come: can you take them?',
      text: `One more? Answer: ${values.link}`,
      paragraphs: [
        `Someone would like to come to ${values.service}. Can you take them?`,
        `See what they want you to know, then say yes, not now, or waiting list:\n${values.link}`,
        `Please answer by ${sayDay(values.answerBy, today)}. You need no account. ${values.worker} will let them know.`,
      ],
    })
  },
  example: {
    ...choir,
    service: 'the Tuesday Choir',
    worker: 'Priya Nair',
    answerBy: day('2026-04-08'),
    link: exampleLink,
  },
}
