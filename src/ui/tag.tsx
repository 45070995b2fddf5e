import { Tag } from 'nhsuk-react-components'

/** How a status feels; the word says what it is. */
export type Tone = 'new' | 'waiting' | 'going' | 'done' | 'careful' | 'urgent' | 'quiet'

const COLOUR = {
  new: 'aqua-green',
  waiting: 'yellow',
  going: 'blue',
  done: 'green',
  careful: 'orange',
  urgent: 'red',
  quiet: 'grey',
} as const satisfies Record<Tone, string>

/** A status: always a word, coloured besides. */
export const StatusTag = ({ tone, children }: { tone: Tone; children: string }) => (
  <Tag color={COLOUR[tone]}>{children}</Tag>
)
