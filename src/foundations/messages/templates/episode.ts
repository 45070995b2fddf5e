import { drPatel, exampleLink, grace, initials, reference } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface OfEpisode extends Spoken {
  worker: string
}
type ForReferrer = OfEpisode & { reference: string; initials: string }

const worker = 'Priya Nair'

/** To whoever referred: they have talked for the first time. */
export const episodeStartedReferrer: Template<ForReferrer> = {
  to: 'referrer',
  say: (values) =>
    wording(values, {
      subject: 'The work on your referral has begun',
      text: `The work on ${values.reference} has begun.`,
      paragraphs: [
        `${values.worker} and ${values.initials} have talked for the first time (referral ${values.reference}).`,
        'What they plan is theirs to share. We will tell you how it ends.',
      ],
    }),
  example: { ...drPatel, worker, reference, initials },
}

/** To the person, after the first talk. */
export const episodeStartedPerson: Template<OfEpisode> = {
  to: 'person',
  say: (values) =>
    wording(values, {
      subject: 'Thank you for talking with us',
      text: `Good to talk with you. ${values.worker} is there for you now.`,
      paragraphs: [
        `It was good to talk with you. ${values.worker} is there for you from now on.`,
        'You choose what happens next, and how fast. You can change your mind at any time.',
        `You can ring ${values.worker} on ${values.telephone}.`,
      ],
    }),
  example: { ...grace, worker },
}

/** To whoever referred. `requestedActions`: how many things they are asked to do; these stand first behind the link. */
export const episodeClosedReferrer: Template<ForReferrer & { requestedActions: number; link: string }> = {
  to: 'referrer',
  say: (values) =>
    wording(values, {
      subject:
        values.requestedActions > 0
          ? 'Our work has ended: please read what to do'
          : 'The work on your referral has ended',
      text: `Our work on ${values.reference} has ended.${values.requestedActions > 0 ? ' Please read what to do.' : ''}`,
      paragraphs: [
        `Our work with ${values.initials} (referral ${values.reference}) has come to an end.`,
        askFor(values.requestedActions),
        `Read how it went:\n${values.link}`,
        'They can come back to us at any time, without a new referral.',
      ],
    }),
  example: { ...drPatel, worker, reference, initials, requestedActions: 2, link: exampleLink },
}

const askFor = (actions: number): string | null => {
  if (actions === 0) return null
  return actions === 1
    ? 'We ask you to do one thing. It stands first.'
    : `We ask you to do ${actions} things. They stand first.`
}

/** To the person: an end with a way back. */
export const episodeClosedPerson: Template<OfEpisode> = {
  to: 'person',
  say: (values) =>
    wording(values, {
      subject: 'How to come back to us',
      text: 'Thank you for your time with us. You can come back when you like.',
      paragraphs: [
        `Thank you for your time with us. ${values.worker} wishes you well.`,
        `Our work has come to an end for now. You can come back at any time. Just ring ${values.telephone}.`,
        'You do not need a doctor or a new form for that. We still have your plan, so you need not start again.',
      ],
    }),
  example: { ...grace, worker },
}
