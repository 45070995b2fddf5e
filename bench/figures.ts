import type { Timed } from './programs/in-loop.ts'

/** One measured thing. Milliseconds. */
export interface Figures {
  p50: number
  p99: number
  perSecond: number
  /** CPU of the program and of the database for one of it. */
  programCpu: number
  databaseCpu: number
  /** How much of the machine others took meanwhile, from 0 to 1. */
  others: number
}

/** The value below which that share of the sorted times lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export const figuresOf = (
  { times, perSecond }: Timed,
  cpu: Pick<Figures, 'programCpu' | 'databaseCpu' | 'others'>,
): Figures => ({
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
  perSecond,
  ...cpu,
})

/** The round in the middle, by speed: neither the lucky nor the disturbed one. */
export const middle = (rounds: readonly Figures[]): Figures =>
  rounds.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(rounds.length / 2)]!

/** A line of the report. */
export interface Line {
  what: string
  budget: string
  figure: string
  raw: string
  ratio: string
  verdict: string
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
export const rate = (value: number): string => `${Math.round(value).toLocaleString('en-GB')}/s`
export const percent = (value: number): string => `${Math.round(value * 100)}%`
export const verdictOf = (met: boolean): string => (met ? 'met' : '**not met**')

/** All that was measured of one thing, in one cell. */
export const sayFigures = ({ p50, p99, perSecond, programCpu, databaseCpu }: Figures): string =>
  `p50 ${ms(p50)}, p99 ${ms(p99)}, ${rate(perSecond)}; CPU ${ms(programCpu)} + ${ms(databaseCpu)}`
