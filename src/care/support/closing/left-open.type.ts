import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'

/** Something with a group that is still open while the work with a person ends. */
export interface OpenWithGroup {
  service: string
  /** How it stands, in words. */
  stands: string
  href: string
  /** It is taken back when the work ends; what is not goes on without us. */
  isTakenBack: boolean
}

/** What another module keeps open in an episode: one statement to look, and taking it back in the transaction that closes. */
export interface LeftOpen {
  list(tx: Tx, episodeId: Id): Promise<OpenWithGroup[]>
  /** `quiet`: nothing is sent to anybody, since the person has died. */
  takeBack(tx: Tx, services: Services, episodeId: Id, how: { quiet: boolean }): Promise<void>
}

/** Where nothing else is known of an episode. */
export const NOTHING_OPEN: LeftOpen = { list: async () => [], takeBack: async () => {} }
