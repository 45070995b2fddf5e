import { drPatel, grace, initials, reference } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

interface Declined extends Spoken {
  /** Never a dead end: a sentence that names the better place and how to get there. */
  better: string
}

const better = 'Ask the Hillside community connectors on 01632 960230.'

/** The no to whoever referred. `reason`: a sentence without its full stop. */
export const referralDeclinedReferrer: Template<Declined & { reference: string; initials: string; reason: string }> = {
  to: 'referrer',
  say: (values) =>
    wording(values, {
      subject: 'We cannot take your referral: here is a better place',
      text: `We cannot take ${values.reference}. ${values.better}`,
      paragraphs: [
        `We cannot take your referral for ${values.initials} (${values.reference}).`,
        `The reason: ${values.reason}.`,
        `What to do now: ${values.better}`,
        'If you think that we got this wrong, please ring us. We would like to talk about it.',
      ],
    }),
  example: { ...drPatel, better, reference, initials, reason: 'They live or are registered outside our area' },
}

/** The no to the person: the way on, and nothing that could hurt. */
export const referralDeclinedPerson: Template<Declined> = {
  to: 'person',
  say: (values) =>
    wording(values, {
      subject: 'Someone else can help you better',
      text: `Others can help you better. ${values.better}`,
      paragraphs: [
        'Thank you for asking us. This time, someone else can help you better than we can.',
        values.better,
        'If that does not work out, please ring us. We will look for another way with you.',
      ],
    }),
  example: { ...grace, better },
}
