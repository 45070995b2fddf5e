import { contextOf, type Context } from '#platform/context.ts'
import { newId, type Id } from '#platform/ids.ts'
import { acceptReferral } from '#care/support/index.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { addDays, dayOf } from '#platform/days.ts'
import { openApp, type Browser, type TestApp } from './app.ts'
import { accountOf, sendReferral, type Sent } from './referrals.ts'

/** Anytown with Priya signed in, and people whom she connects. */
export interface ConnectionWorld {
  town: TestApp
  priya: Browser
  priyaId: Id
  /** Signs Priya in anew: a stay ends when the clock moves on. */
  signInAgain(): Promise<void>
  /** Acts as Priya without a browser. */
  asPriya(): Context
  /** Accepts a referral for somebody new; answers their episode. */
  episode(sent?: Sent): Promise<{ episodeId: Id; personId: Id }>
  /** Suggests a service to somebody new, has them agree to `shared`, and asks the group by e-mail. */
  offered(options?: Offered): Promise<Asked>
  rows(sql: string, ...values: unknown[]): Promise<Record<string, any>[]> // oxlint-disable-line typescript/no-explicit-any -- rows of any table
}

export interface Offered {
  service?: string
  shared?: string[]
  helps?: string
  sent?: Sent
  way?: 'email' | 'telephone'
  note?: string
}

export interface Asked {
  id: Id
  episodeId: Id
  personId: Id
  /** The group's link, as it stands in the message: "/offers/…"; undefined when the group was rung. */
  link: string
}

export const openConnections = async (): Promise<ConnectionWorld> => connectionsIn(await openApp())

/** The same in a town that is open already. */
export async function connectionsIn(town: TestApp): Promise<ConnectionWorld> {
  const priya = town.browser()
  await priya.signIn('p.nair@example.org')
  const priyaId = await accountOf(town, 'p.nair@example.org')
  const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
  const asPriya = () =>
    contextOf(
      town.test.database,
      {
        kind: 'account',
        partnershipId: ANYTOWN,
        accountId: priyaId,
        organisationId: organisationId('ZZP01'),
        teamId: teamId('riverside'),
        roles: ['link_worker'],
        name: 'Priya Nair',
      },
      newId(),
      town.clock,
    )
  const world: ConnectionWorld = {
    town,
    priya,
    priyaId,
    asPriya,
    rows,
    async signInAgain() {
      world.priya = town.browser()
      await world.priya.signIn('p.nair@example.org')
    },
    async episode(sent) {
      const { id } = await sendReferral(town, { ...sent, person: { preferredContact: 'text', ...sent?.person } })
      const accepted = await acceptReferral(asPriya(), town.services, id, {
        firstContactBy: addDays(dayOf(town.clock()), 9),
        workerId: priyaId,
        version: 1,
      })
      if (!accepted.ok) throw new Error(accepted.reason)
      const [row] = await rows('select person_id from support.episode where id = $1', accepted.value.episodeId)
      return { episodeId: accepted.value.episodeId, personId: row!.person_id as Id }
    },
    async offered({ service = 'river-singers', shared = ['name'], helps, sent, way = 'email', note = '' } = {}) {
      const { episodeId, personId } = await world.episode(sent)
      const proposed = await world.priya.post(
        `/episodes/${episodeId}/connections`,
        { service: serviceId(service), need: 'loneliness' },
        `/episodes/${episodeId}/connections/suggestions`,
      )
      const id = /^\/connections\/([^/]+)\/agreement$/.exec(proposed.location ?? '')?.[1]
      if (!id) throw new Error(`proposing answered ${proposed.status}: ${proposed.text}`)
      const agreed = await world.priya.post(`/connections/${id}/agreement`, {
        version: '1',
        shared,
        by: 'person',
        ...(helps && { helps }),
      })
      if (agreed.status !== 303) throw new Error(`agreeing answered ${agreed.status}: ${agreed.text}`)
      const asked = await world.priya.post(`/connections/${id}/offer`, { version: '2', way, note })
      if (asked.status !== 303) throw new Error(`offering answered ${asked.status}: ${asked.text}`)
      return { id, episodeId, personId, link: way === 'email' ? await lastLink(world, id) : '' }
    },
  }
  return world
}

/** The newest link that was sent to a group about a connection. */
export async function lastLink({ rows }: Pick<ConnectionWorld, 'rows'>, connectionId: Id): Promise<string> {
  const [message] = await rows(
    `select link from messages.message where about_id = $1 and recipient_kind = 'provider' and link is not null order by created_at desc, id desc limit 1`,
    connectionId,
  )
  return new URL(message!.link as string).pathname
}
