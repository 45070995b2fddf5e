import { MOVES as CONNECTION, STATUS_WORDS as CONNECTION_WORDS } from '#care/connections/connection.rules.ts'
import { MOVES as REFERRAL, STATUS_WORDS as REFERRAL_WORDS } from '#care/referrals/referral.rules.ts'
import { EPISODE_WORDS, MOVES as EPISODE } from '#care/support/episode.rules.ts'
import { MOVES as MESSAGE, STATUS_WORDS as MESSAGE_WORDS } from '#foundations/messages/message.rules.ts'
import { MOVES as TASK } from '#foundations/tasks/task.rules.ts'

type Moves = Readonly<Record<string, readonly string[]>>

/** A thing with states; the first of its `moves` is where it begins. `words`: how staff read them, where they read them. */
interface Machine {
  name: string
  source: string
  moves: Moves
  words?: Readonly<Record<string, string>>
}

const MACHINES: Machine[] = [
  { name: 'Referral', source: 'src/care/referrals/referral.rules.ts', moves: REFERRAL, words: REFERRAL_WORDS },
  { name: 'Episode', source: 'src/care/support/episode.rules.ts', moves: EPISODE, words: EPISODE_WORDS },
  {
    name: 'Connection',
    source: 'src/care/connections/connection.rules.ts',
    moves: CONNECTION,
    words: CONNECTION_WORDS,
  },
  { name: 'Message', source: 'src/foundations/messages/message.rules.ts', moves: MESSAGE, words: MESSAGE_WORDS },
  { name: 'Task', source: 'src/foundations/tasks/task.rules.ts', moves: TASK },
]

/** `docs/states.md`: a diagram of each table of moves, drawn from the table itself. */
export const statesPage = (): string => `# States

What can happen to a thing, and in which order. Drawn from the \`MOVES\` of the code by \`npm run db\`; do not edit by hand.
The database refuses every other move, and every night each status (but a task's, which is its own fact) is computed again
from the rows of fact behind it.

${MACHINES.map(section).join('\n')}`

const section = ({ name, source, moves, words }: Machine): string => `## ${name}

\`MOVES\` in [${source}](../${source})

\`\`\`mermaid
${stateDiagram(moves)}
\`\`\`
${words ? `\n${wordsTable(moves, words)}\n` : ''}`

/** A Mermaid state diagram: in at the first state, out of every state that nothing follows. */
export function stateDiagram(moves: Moves): string {
  const arrows = Object.entries(moves).flatMap(([from, to]) => (to.length === 0 ? ['[*]'] : to).map((t) => [from, t]))
  return ['stateDiagram-v2', ...[['[*]', Object.keys(moves)[0]], ...arrows].map(([a, b]) => `  ${a} --> ${b}`)].join(
    '\n',
  )
}

const wordsTable = (moves: Moves, words: Readonly<Record<string, string>>): string =>
  ['| state | staff read |', '|---|---|', ...Object.keys(moves).map((state) => `| ${state} | ${words[state]} |`)].join(
    '\n',
  )
