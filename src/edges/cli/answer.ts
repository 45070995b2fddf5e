import { BadSettings } from '#platform/config.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'

/** What a command has to say when its work is done. */
export interface Answer {
  /** For people, on standard output. */
  lines: string[]
  /** For machines: with --json, the one object on standard output. */
  json: object
  /** False: something was refused; the program ends with 1. */
  ok: boolean
}

/** The command was understood but cannot be done; the message says why and what would help. The program ends with 1. */
export class Refused extends Error {
  override name = 'Refused'
}

/** The command was not called as it must be. The program ends with 2. */
export class WrongUsage extends Error {
  override name = 'WrongUsage'
}

/** Prints an answer. Gives the exit code: 0, or 1 when something was refused. */
export function printAnswer(answer: Answer, json: boolean): 0 | 1 {
  process.stdout.write(json ? `${JSON.stringify(answer.json)}\n` : answer.lines.map((line) => `${line}\n`).join(''))
  return answer.ok ? 0 : 1
}

/** Prints why it went no further, on standard error, and with --json as one object too. Gives the exit code: 1, or 2 for wrong usage or settings. */
export function printFailure(error: unknown, json: boolean): 1 | 2 {
  const reason = reasonOf(error)
  process.stderr.write(`${reason}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ error: reason })}\n`)
  return error instanceof BadSettings || error instanceof WrongUsage ? 2 : 1
}

const EXPECTED = [Refused, WrongUsage, BadSettings, NotFound, Forbidden, Conflict, Invalid]

function reasonOf(error: unknown): string {
  if (error instanceof Error && EXPECTED.some((kind) => error instanceof kind)) return error.message
  const code = codeOf(error)
  if (code && code in UNREACHABLE) return `The database cannot be used: ${UNREACHABLE[code]}.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error) // a fault of ours: where it happened helps whoever mends it
}

// Node gives one error for each address it tried, and no message of its own.
function codeOf(error: unknown): string | undefined {
  const one = error instanceof AggregateError ? (error.errors[0] as unknown) : error
  return one instanceof Error && 'code' in one ? String(one.code) : undefined
}

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'nobody answers at the address in DATABASE_URL',
  ENOTFOUND: 'the host in DATABASE_URL is not known',
  ETIMEDOUT: 'the host in DATABASE_URL does not answer',
  '28P01': 'it does not accept the password',
  '28000': 'it does not let this role sign in',
  '3D000': 'there is no database of that name',
  '57P03': 'it is starting or stopping; try again in a moment',
}
