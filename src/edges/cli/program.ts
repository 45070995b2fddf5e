import { Command, CommanderError } from 'commander'
import { printAnswer, printFailure, type Answer } from './answer.ts'

/** What was chosen: every command has `json`; the rest are the command's own, named as commander names them (--dry-run is `dryRun`). */
export interface Options {
  json?: boolean
  /** Name or id; needed only where there are several. */
  partnership?: string
  [name: string]: string | string[] | boolean | undefined
}

/** What a command does: it gets its arguments in order, then the options. */
export type Act = (args: string[], options: Options) => Promise<Answer>

/**
 * Adds one command: its words ("verify journal", "backup"; arguments may follow: "create partnership <name>"), one line for the help, and
 * what it does. Chain `.option(...)` and `.addHelpText(...)` on what comes back; a command for one partnership chains `.option(...PARTNERSHIP)`.
 */
export type AddTo = (words: string, summary: string, act: Act) => Command

/** One command's file exports one of these. */
export type AddCommand = (add: AddTo) => void

/** The option of every command that works inside one partnership. */
export const PARTNERSHIP = ['--partnership <name or id>', 'which partnership, where there are several'] as const

/** Runs what was typed (without node and the program's own name) and gives the exit code: 0, 1 (refused, with a reason), 2 (usage). */
export async function runProgram(commands: AddCommand[], typed: string[], version: string): Promise<number> {
  let code = 0
  const program = quiet(new Command('trellis'))
    .description('Social prescribing: the command line of Trellis.')
    .version(version)
    .addHelpText('after', '\nEnds with 0; with 1 when something was refused; with 2 when it was called wrongly.')
  const add: AddTo = (words, summary, act) => {
    const { group, last } = groupOf(program, words)
    const command = quiet(group.command(last))
    return command
      .description(summary)
      .option('--json', 'one JSON object on standard output, progress on standard error')
      .action(async () => {
        code = await ending(act(command.args, command.opts<Options>()), command.opts<Options>().json ?? false)
      })
  }
  for (const addCommand of commands) addCommand(add)
  try {
    await program.parseAsync(typed, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2 // help and version are no faults; commander has spoken already
    throw error
  }
}

const ending = (answer: Promise<Answer>, json: boolean): Promise<number> =>
  answer.then(
    (given) => printAnswer(given, json),
    (error: unknown) => printFailure(error, json),
  )

// "import practices <file>" is the command "practices <file>" in the group "import", which is made the first time.
function groupOf(program: Command, words: string): { group: Command; last: string } {
  const [verb = '', ...rest] = words.split(' ')
  if (rest.length === 0 || /^[<[]/.test(rest[0] ?? '')) return { group: program, last: words }
  const found = program.commands.find((c) => c.name() === verb)
  return { group: found ?? quiet(program.command(verb)).description(GROUPS[verb] ?? ''), last: rest.join(' ') }
}

const GROUPS: Record<string, string> = {
  create: 'Make something new',
  import: 'Take in data from elsewhere',
  list: 'Show what is there',
  record: 'Write down what was agreed elsewhere',
  verify: 'Check that something is whole',
}

const quiet = (command: Command) => command.exitOverride().helpCommand(false).showHelpAfterError('(--help says more)')
