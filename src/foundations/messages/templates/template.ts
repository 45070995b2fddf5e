import type { Day } from '#platform/days.ts'
import type { RecipientKind } from '../message.rules.ts'

/** What is said, for each way. The letter has the words of the e-mail. */
export interface Wording {
  /** Says the action and holds no personal detail: it shows on locked screens. */
  subject: string
  /** For a telephone: one message of 160 characters where the names allow it. */
  text: string
  email: string
  letter: string
}

/** What every message must know: whom it greets, who speaks, and which number is answered by them. */
export interface Spoken {
  name: string
  team: string
  telephone: string
}

/** A text as data: its values are typed, and it brings an example of them. */
export interface Template<Values extends Spoken> {
  to: RecipientKind | 'carer'
  say(values: Values, today: Day): Wording
  example: Values
}

interface Parts {
  subject: string
  /** Follows the sender's name and a colon. */
  text: string
  /** First the news. */
  paragraphs: readonly (string | null)[]
  /** Whom to ring, when that is not the team that speaks. */
  ring?: { who: string; telephone: string }
}

/**
 * The same news for each way, always ending with whom to ring and how to stop. Plain apostrophe-free words and hyphens:
 * one curly sign would more than halve what fits into a text (GSM 03.38 holds 160 characters, UCS-2 only 70).
 */
export function wording({ name, team, telephone }: Spoken, { subject, text, paragraphs, ring }: Parts): Wording {
  const news = paragraphs.filter((paragraph) => paragraph !== null)
  const { who, telephone: number } = ring ?? { who: team, telephone }
  const calls =
    number === telephone ? `Ring ${number} to ask or to stop.` : `Ring ${number} to ask, ${telephone} to stop.`
  const questions = `Any questions? Ring ${who} on ${number}.`
  const letter = [...news, questions, `If you want no more letters from us, ring ${telephone} and say so.`]
  const email = [...news, questions, `If you want no more messages from us, ring ${telephone} and say so.`]
  return {
    subject,
    text: `${team}: ${text} ${calls}`,
    email: [`Hello ${name},`, ...email, team].join('\n\n'),
    letter: [`Dear ${name},`, ...letter, team].join('\n\n'),
  }
}

/**
 * For a telephone, mailbox or letter box that others may look into: no name, no sender, nothing about health, no link,
 * whatever the template. `telephone`: a number that is answered without saying whose it is.
 */
export function neutralWording(telephone: string): Wording {
  const please = `Please ring ${telephone} when it suits you.`
  const stop = 'To get no more of these, ring and say so.'
  const lines = ['Hello,', please, stop].join('\n\n')
  return { subject: 'Please ring', text: `${please} ${stop}`, email: lines, letter: lines }
}
