import { grace } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

/** After three tries on different days that did not reach them: an open door, not a reproach. */
export const firstContactLetter: Template<Spoken & { worker: string; askedBy: string | null }> = {
  to: 'person',
  say: (values) =>
    wording(values, {
      subject: 'We would like to talk with you',
      text: 'We tried to reach you. We would like to hear how you are.',
      paragraphs: [
        `My name is ${values.worker}. I have tried to ring you a few times, and it was never the right moment.`,
        values.askedBy ? `${values.askedBy} thought that we could be of help to you.` : 'You had asked us for help.',
        'I would like to hear how you are and what matters to you. We can talk on the phone, or meet where you like.',
        `Ring me on ${values.telephone} when it suits you. If I am out, leave your name and a good time.`,
        'If you do not want this, that is fine too. Tell us, or do nothing. You can come back to us later.',
      ],
    }),
  example: { ...grace, worker: 'Priya Nair', askedBy: 'Dr Asha Patel' },
}
