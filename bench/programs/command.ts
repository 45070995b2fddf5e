import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A program of the bench in a process of its own: does one thing at a time, as it is told. */
export interface Program<Command, Answer> {
  pid: number
  tell(command: Command): Promise<Answer>
  stop(): Promise<void>
}

type Reply<Answer> = { answer: Answer } | { fault: string }

/** Starts a program (a file that calls `obey`) and waits until it is ready. */
export async function startProgram<Command, Answer>(
  file: string,
  env: NodeJS.ProcessEnv = {},
  execArgv: string[] = [],
): Promise<Program<Command, Answer>> {
  const child = fork(file, {
    serialization: 'advanced',
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [...process.execArgv, ...execArgv],
  })
  await nextReply(child)
  return {
    pid: child.pid!,
    async tell(command) {
      child.send(command as object)
      return (await nextReply<Answer>(child)) as Answer
    },
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function nextReply<Answer>(child: ChildProcess): Promise<Answer> {
  const ended = new AbortController()
  try {
    const reply = await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as Reply<Answer>),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => ({
        fault: `a program of the bench ended (${code})`,
      })),
    ])
    if ('fault' in reply) throw new Error(reply.fault)
    return reply.answer
  } finally {
    ended.abort()
  }
}

/** The other side: answers each command; ends when whoever started it lets go. */
export function obey<Command, Answer>(
  work: (command: Command) => Promise<Answer>,
  end: () => Promise<void> = async () => {},
): void {
  process.on('message', (command: Command) => {
    work(command).then(
      (answer) => process.send!({ answer }),
      (error: Error) => process.send!({ fault: error.stack ?? error.message }),
    )
  })
  process.on('disconnect', () => void end().then(() => process.exit(0)))
  process.send!({ answer: undefined })
}
