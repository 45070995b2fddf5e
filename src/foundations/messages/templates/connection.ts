import { day, sayDay, type Day } from '#platform/days.ts'
import { grace } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface Connected extends Spoken {
  service: string
  /** Who works with them. */
  worker: string
}

const example = { ...grace, service: 'the Tuesday Choir', worker: 'Priya Nair' }

/** To the person: the group said yes. With the first visit, when that is known already. */
export const connectionAccepted: Template<Connected & { firstVisit: { on: Day; metBy: string | null } | null }> = {
  to: 'person',
  say(values, today) {
    const { service, worker, firstVisit } = values
    const on = firstVisit && sayDay(firstVisit.on, today)
    return wording(values, {
      subject: 'Good news: they have a place for you',
      text: on ? `Yes! You can come on ${on}.` : 'Good news: they have a place for you.',
      paragraphs: [
        `Good news: ${service} would like you to come.`,
        on ? `Your first time is ${on}.${firstVisit.metBy ? ` ${firstVisit.metBy} will meet you.` : ''}` : null,
        `Would you like someone to go with you the first time? Ring ${worker} and ask.`,
      ],
    })
  },
  example: { ...example, firstVisit: { on: day('2026-04-07'), metBy: 'Bea' } },
}

/** To the person: there is a place later. */
export const connectionWaitlisted: Template<Connected> = {
  to: 'person',
  say: (values) =>
    wording(values, {
      subject: 'You are on the waiting list',
      text: `You are on the waiting list. ${values.worker} keeps an eye on it.`,
      paragraphs: [
        `You are on the waiting list for ${values.service}. They will take you when they can.`,
        `${values.worker} keeps an eye on it. You need not do anything.`,
        'Would you like to try something else while you wait? Please ring us.',
      ],
    }),
  example,
}

/** To the person: not there, and somebody looks for another place. Nothing in it that could hurt. */
export const connectionDeclined: Template<Connected & { heardBack: boolean }> = {
  to: 'person',
  say: (values) =>
    wording(values, {
      subject: 'We are looking for another place for you',
      text: `No place there just now. ${values.worker} is looking for another.`,
      paragraphs: [
        values.heardBack
          ? `${values.service} cannot take you just now. That is not your doing.`
          : `We have not heard from ${values.service}. That is not your doing.`,
        `${values.worker} is looking for another place for you now, and will be in touch.`,
        'Have you an idea of your own? We would love to hear it. Please ring us.',
      ],
    }),
  example: { ...example, heardBack: true },
}

/** To the person: when they go for the first time, and who meets them. */
export const connectionFirstVisit: Template<Connected & { on: Day; metBy: string | null }> = {
  to: 'person',
  say(values, today) {
    const on = sayDay(values.on, today)
    return wording(values, {
      subject: 'The day of your first visit',
      text: `Your first visit is on ${on}.`,
      paragraphs: [
        `Your first time at ${values.service} is ${on}.${values.metBy ? ` ${values.metBy} will meet you.` : ''}`,
        'You can just look, and leave when you like.',
        `Is the day wrong for you? Would you like someone to go with you? Ring ${values.worker}.`,
      ],
    })
  },
  example: { ...example, on: day('2026-04-07'), metBy: 'Bea' },
}
