import { idFrom, type Id } from '#platform/ids.ts'

/** The id of a provider of the town, the same on every machine. */
export const providerId = (key: string): Id => idFrom('anytown', 'provider', key)
