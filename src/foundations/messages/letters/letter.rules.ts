import type { Wording } from '../templates/template.ts'
import type { Letter, LetterBlock } from './letter.type.ts'

/** What a message's words do not say but a letter must: who, to where, when. */
export type Envelope = Pick<Letter, 'sender' | 'recipient' | 'date' | 'reference' | 'largePrint'>

/**
 * A message's letter wording as a letter, word for word: its first paragraph is the salutation, a last one that is the
 * team's name the signature. `neutral`: the words give nothing away already, and nothing around them may.
 */
export function letterOf(
  { subject, letter }: Pick<Wording, 'subject' | 'letter'>,
  envelope: Envelope,
  neutral: boolean,
): Letter {
  const [salutation = '', ...paragraphs] = letter.split('\n\n')
  const { sender } = envelope
  return {
    ...envelope,
    ...(neutral && { sender: { team: null, address: [], telephone: sender.telephone }, reference: null }),
    subject,
    salutation,
    blocks: paragraphs.map((text, n) => blockOf(text, n === paragraphs.length - 1 && text === sender.team)),
  }
}

const blockOf = (text: string, isSignature: boolean): LetterBlock =>
  isSignature ? { kind: 'signature', lines: [text] } : { kind: 'paragraph', text }
