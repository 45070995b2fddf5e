import { askedBy, drPatel, exampleLink, initials, priya, reference } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

/** To whoever referred. The question itself stays behind the link: it may hold what is nobody else's business. */
export const referralQuestion: Template<Spoken & { reference: string; initials: string; asker: string; link: string }> =
  {
    to: 'referrer',
    say: (values) =>
      wording(values, {
        subject: 'Please answer a question about your referral',
        text: `Please answer us: ${values.link}`,
        paragraphs: [
          `${values.asker} has a question about your referral for ${values.initials} (${values.reference}).`,
          `Please read it and answer here:\n${values.link}`,
          'Your referral waits for your answer. If it is easier, ring us.',
        ],
      }),
    example: { ...drPatel, reference, initials, asker: 'Priya Nair', link: exampleLink },
  }

/** Back to whoever asked. */
export const referralAnswered: Template<
  Spoken & { reference: string; referrer: { name: string; telephone: string }; link: string }
> = {
  to: 'team',
  say: (values) =>
    wording(values, {
      subject: 'Your question has an answer',
      text: `Your question on ${values.reference} has an answer.`,
      paragraphs: [
        `${values.referrer.name} has answered your question about ${values.reference}.`,
        `Read the answer, then say yes or no:\n${values.link}`,
      ],
      ring: { who: values.referrer.name, telephone: values.referrer.telephone },
    }),
  example: { ...priya, reference, referrer: askedBy, link: exampleLink },
}
