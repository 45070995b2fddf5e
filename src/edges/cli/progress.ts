/** A line on standard error that says how far long work has come. */
export interface Progress {
  /** How much is done now, in the unit of the total; call it as often as you like. */
  reached: (done: number) => void
  /** Work is over: leaves the line at what was reached. */
  end: () => void
}

interface Screen {
  isTTY?: boolean
  write(text: string): unknown
}

const EVERY = 10_000

/**
 * Starts a progress line such as "Importing postcodes: 40% (4,506 of 11,264)". On a terminal it is redrawn in place, at most ten times a
 * second; elsewhere (a log, a pipe) there is one line for each tenth, or, with no total known, for each 10,000.
 */
export function startProgress(
  label: string,
  total?: number,
  screen: Screen = process.stderr,
  now: () => number = Date.now,
): Progress {
  let done = 0
  let drawnAt = -Infinity
  let step = -1
  const text = () =>
    `${label}: ${total ? `${percent(done, total)}% (${figure(done)} of ${figure(total)})` : figure(done)}`

  const redraw = () => {
    if (now() - drawnAt < 100) return
    drawnAt = now()
    screen.write(`\r${text()}\u001b[K`)
  }
  const sayStep = () => {
    const at = total ? Math.floor(percent(done, total) / 10) : Math.floor(done / EVERY)
    if (at <= step) return
    step = at
    screen.write(`${text()}\n`)
  }
  return {
    reached(reached) {
      done = reached
      if (screen.isTTY) redraw()
      else sayStep()
    },
    end() {
      if (screen.isTTY) screen.write(`\r${text()}\u001b[K\n`)
      else if (!total) screen.write(`${text()}\n`)
    },
  }
}

const percent = (done: number, total: number): number => Math.min(100, Math.floor((done / total) * 100))
const figure = (n: number): string => n.toLocaleString('en-GB')
