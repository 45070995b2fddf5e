import type { FastifyRequest } from 'fastify'
import { journal } from '#foundations/journal/index.ts'
import { openEpisodeRecord, type OpenedRecord } from '#care/support/index.ts'
import { getConnection, type Connection } from './connection.queries.ts'

export type ById = { Params: { id: string } }

/** A connection of the team, and the record in whose frame its pages stand. */
export interface OpenedConnection {
  connection: Connection
  record: OpenedRecord
}

/** Opens a connection; that somebody looked is written down. Throws NotFound. Three statements. */
export const openConnection = ({ context, params }: FastifyRequest<ById>): Promise<OpenedConnection> =>
  context.transaction(async (tx) => {
    const connection = await getConnection(tx, params.id)
    const record = await openEpisodeRecord(tx, connection.episodeId, 'connections')
    journal(tx, 'connection.viewed', { subjectId: connection.id, personId: connection.personId })
    return { connection, record }
  })
