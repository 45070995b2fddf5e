/** How long and how wide: each connection asks again as soon as it has its answer. */
export interface Loop {
  connections: number
  /** Not counted: until caches are warm and code is compiled. */
  warmUpSeconds: number
  seconds: number
}

export interface Timed {
  /** Milliseconds each, sorted. */
  times: number[]
  perSecond: number
  /** Milliseconds of work of this program while it was timed. */
  cpu: number
}

/** Does `work` in so many loops at once for some seconds. */
export async function inLoop(
  { connections, warmUpSeconds, seconds }: Loop,
  work: (connection: number) => Promise<void>,
): Promise<Timed> {
  const times: number[] = []
  const begins = performance.now() + warmUpSeconds * 1000
  const ends = begins + seconds * 1000
  let cpu = process.cpuUsage()
  setTimeout(() => (cpu = process.cpuUsage()), warmUpSeconds * 1000)
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      for (let started = performance.now(); started < ends;) {
        await work(connection)
        const ended = performance.now()
        if (started >= begins && ended <= ends) times.push(ended - started)
        started = ended
      }
    }),
  )
  const { user, system } = process.cpuUsage(cpu)
  return { times: times.toSorted((a, b) => a - b), perSecond: times.length / seconds, cpu: (user + system) / 1000 }
}
