import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import type { LeftOpen } from '#care/support/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { isOpen, move, STATUS_WORDS, type ConnectionStatus } from './connection.rules.ts'
import { lockConnection } from './move-connection.queries.ts'
import { takeBack } from './withdraw-connection.ts'

/** What becomes of a person's connections when the work with them ends: handed to the pages of closing. */
export const connectionsAtEnd: LeftOpen = { list, takeBack: takeBackAll }

/** The open connections of an episode of the caller's team. One statement. */
async function list(tx: Tx, episodeId: Id): ReturnType<LeftOpen['list']> {
  return (await readOpen(tx, episodeId)).map(({ id, service, status }) => ({
    service,
    stands: STATUS_WORDS[status],
    href: `/connections/${id}`,
    isTakenBack: move(status, 'withdrawn').ok,
  }))
}

/** Takes back what they have not begun; groups that know of it are told. `quiet`: nothing is sent, somebody tells them. */
async function takeBackAll(tx: Tx, services: Services, episodeId: Id, { quiet }: { quiet: boolean }): Promise<void> {
  for (const { id } of await readOpen(tx, episodeId)) {
    const connection = await lockConnection(tx, id)
    if (move(connection.status, 'withdrawn').ok)
      await takeBack(tx, services, connection, { reason: 'work-ended', words: null, quiet })
  }
}

async function readOpen(tx: Tx, episodeId: Id): Promise<{ id: Id; service: string; status: ConnectionStatus }[]> {
  const rows = await tx.read(
    db
      .selectFrom('connections.connection as c')
      .innerJoin('directory.service as s', (on) =>
        on.onRef('s.partnership_id', '=', 'c.partnership_id').onRef('s.id', '=', 'c.service_id'),
      )
      .select(['c.id', 's.name as service', 'c.status'])
      .where('c.team_id', '=', teamActor(tx.actor).teamId)
      .where('c.episode_id', '=', episodeId)
      .orderBy('c.proposed_at'),
  )
  return rows.map((row) => ({ ...row, status: row.status as ConnectionStatus })).filter(({ status }) => isOpen(status))
}
