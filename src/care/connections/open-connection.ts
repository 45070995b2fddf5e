import type { FastifyRequest } from 'fastify'
import { journal } from '#foundations/journal/index.ts'
import { getPerson, nameOf, type Person } from '#registers/people/index.ts'
import { getConnection, type Connection } from './connection.queries.ts'

export type ById = { Params: { id: string } }

/** A connection of the team with the person it is for, for the pages on which a step is taken. */
export interface OpenedConnection {
  connection: Connection
  person: Person
  personName: string
}

/** Opens a connection for a step; that somebody looked is written down. Throws NotFound. */
export const openConnection = ({ context, params }: FastifyRequest<ById>): Promise<OpenedConnection> =>
  context.transaction(async (tx) => {
    const connection = await getConnection(tx, params.id)
    const person = await getPerson(tx, connection.personId)
    journal(tx, 'connection.viewed', { subjectId: connection.id, personId: person.id })
    return { connection, person, personName: nameOf(person) }
  })
