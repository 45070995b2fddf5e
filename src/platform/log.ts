import { pino, type Logger } from 'pino'

export type { Logger }

/**
 * Operational log: JSON lines on standard error. Ids, codes and figures only: what a person typed, their name or NHS number never
 * comes here. So request bodies, headers and query strings are not logged at all, only the route's pattern.
 */
export const openLog = (level: string): Logger =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))

/** Values of the database's messages can hold what people typed: the log gets code, constraint and stack, no detail. */
export function plainError(error: Error & { code?: string; constraint?: string }): object {
  const fromDatabase = /^[0-9A-Z]{5}$/.test(error.code ?? '')
  return {
    name: error.name,
    code: error.code,
    constraint: error.constraint,
    ...(!fromDatabase && { message: error.message }),
    stack: error.stack?.split('\n').slice(1).join('\n'),
  }
}
