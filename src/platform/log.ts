import { pino, type Logger } from 'pino'

export type { Logger }

/**
 * Operational log: JSON lines on standard error. Ids, codes and figures only: what a person typed, their name or NHS number never
 * comes here. So request bodies, headers and query strings are not logged at all, only the route's pattern.
 */
export const openLog = (level: string): Logger =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))
