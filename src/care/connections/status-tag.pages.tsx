import { StatusTag, type Tone } from '#ui/tag.tsx'
import { STATUS_WORDS, type ConnectionStatus } from './connection.rules.ts'

const TONES: Record<ConnectionStatus, Tone> = {
  proposed: 'new',
  agreed: 'new',
  offered: 'waiting',
  waitlisted: 'waiting',
  accepted: 'going',
  started: 'going',
  declined: 'careful',
  unanswered: 'careful',
  withdrawn: 'quiet',
  ended: 'done',
}

/** Where a connection stands: a word, coloured besides. */
export const ConnectionTag = ({ status }: { status: ConnectionStatus }) => (
  <StatusTag tone={TONES[status]}>{STATUS_WORDS[status]}</StatusTag>
)
