import { day, sayDay, type Day } from '#platform/days.ts'
import { exampleLink, grace } from './examples.ts'
import { wording, type Spoken, type Template } from './template.ts'

/** To the person: a few questions on how they are, to answer at home. What about is said on the page, not here. */
export const measureRequest: Template<Spoken & { link: string; until: Day }> = {
  to: 'person',
  say: (values, today) =>
    wording(values, {
      subject: 'A few questions for you',
      text: `A few questions: ${values.link}`,
      paragraphs: [
        `We have a few questions on how you are. They take about three minutes:\n${values.link}`,
        'The page asks for your date of birth, so that no one else can read it.',
        'You choose if you want to answer. Your help from us stays the same.',
        `The link works until ${sayDay(values.until, today)}. You can also ring us and we ask you the questions.`,
      ],
    }),
  example: { ...grace, link: exampleLink, until: day('2026-04-15') },
}
