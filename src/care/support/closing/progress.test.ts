import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { recordProgress } from '#care/referrals/index.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { teamId } from '#seeds/anytown/load-organisations.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { openEpisode, riverside, type OpenEpisode } from '#test/support/episodes.ts'
import type { Sent } from '#test/support/referrals.ts'
import { pauseEpisode, resumeEpisode } from '../contacts/pause-episode.ts'
import { recordContact } from '../contacts/record-contact.ts'
import { closeEpisode } from './close-episode.ts'
import type { ClosureReason } from './closing.rules.ts'

let town: TestApp
let patel: Browser
before(async () => {
  town = await openApp()
  patel = town.browser()
  await patel.signIn('a.patel@example.org')
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const versionOf = async (table: 'referrals.referral' | 'support.episode', id: Id): Promise<number> =>
  (await rows(`select version from ${table} where id = $1`, id))[0].version
const named = (familyName: string): Sent => ({ person: { givenName: 'Grace', familyName } })

const talk = async ({ id }: OpenEpisode) =>
  recordContact(await riverside(town), town.services, id, {
    id: newId(),
    kind: 'call',
    outcome: 'reached',
    happenedAt: town.clock(),
    place: null,
    others: null,
    note: null,
    withheld: false,
    nextOn: null,
  })

async function close({ id }: OpenEpisode, reason: ClosureReason) {
  const closed = await closeEpisode(await riverside(town), town.services, id, {
    reason,
    requestedActions: [],
    noActionsRequired: true,
    outcome: 'Sings on Thursdays again.',
    summary: 'Six talks.',
    tellPractice: false,
    diedOn: null,
    version: await versionOf('support.episode', id),
  })
  assert.equal(closed.ok, true)
}

/** How Dr Patel's own list and page say it. */
async function seen({ referralId }: OpenEpisode) {
  const [{ reference }] = await rows('select reference from referrals.referral where id = $1', referralId)
  const list = await patel.get('/referrals/sent')
  assert.ok(list.statements <= 8, `${list.statements} statements`)
  const line = list.html.querySelectorAll('tbody tr').find((row) => row.text.includes(reference))
  const page = await patel.get(`/referrals/sent/${referralId}`)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  return { line: line!.text.replace(/\s+/g, ' '), page }
}

test('whoever referred sees the work begin, rest, go on and end, in words, and reads what was written to them', async () => {
  const episode = await openEpisode(town, named('Progress'))
  const before = await versionOf('referrals.referral', episode.referralId)
  assert.match((await seen(episode)).line, /Accepted, first talk to come.*First contact by Friday 10 April/)

  await talk(episode)
  const active = await seen(episode)
  assert.match(active.line, /Being supported.*None/)
  assert.match(active.page.text, /Priya Nair is working with them/)
  const pause = { reason: 'away', note: null, until: day('2026-04-20') } as const
  const version = await versionOf('support.episode', episode.id)
  assert.equal((await pauseEpisode(await riverside(town), episode.id, { ...pause, version })).ok, true)
  assert.match((await seen(episode)).line, /Paused/)
  assert.equal((await resumeEpisode(await riverside(town), episode.id)).ok, true)
  assert.match((await seen(episode)).line, /Being supported/)

  await close(episode, 'finished')
  const ended = await seen(episode)
  assert.match(ended.line, /Ended\s*On Wednesday 1 April\. What we had planned together is done\..*None/)
  assert.doesNotMatch(ended.line, /Accepted/)
  assert.match(ended.page.text, /They talked for the first time.*The work was paused.*The work went on.*The work ended/)
  const letter = ended.page.html.querySelectorAll('a').find((a) => a.text.includes('Read what Riverside link workers'))
  assert.match(
    (await patel.get(letter!.getAttribute('href')!)).text,
    /Our work with G\. P\. has ended.*Sings on Thursdays/,
  )
  assert.equal(await versionOf('referrals.referral', episode.referralId), before + 4, 'a kept copy is stale each time')
})

test('no list is the first to say that somebody died', async () => {
  const episode = await openEpisode(town, named('Passing'))
  await close(episode, 'died')
  const { line, page } = await seen(episode)
  assert.match(line, /Ended/)
  assert.doesNotMatch(line + page.text, /died/i)
  assert.match(page.text, /Somebody from Riverside link workers rings you about it/)
})

test('another team can neither tell nor read how the work goes, and it ends once', async () => {
  const episode = await openEpisode(town, named('Guarded'))
  const ours = await riverside(town)
  const actor = { ...ours.actor, teamId: teamId('hillside') } as typeof ours.actor
  const theirs = contextOf(town.test.database, actor, newId(), town.clock)
  const tell = (ctx: Context) =>
    ctx.transaction(async (tx) =>
      recordProgress(tx, episode.referralId, { stage: 'closed', at: tx.now(), reason: 'moved', letterId: null }),
    )
  await assert.rejects(tell(theirs), /row-level security/)
  await close(episode, 'moved')
  await assert.rejects(tell(ours), /progress_closed_once/)
  const read = (ctx: Context) => ctx.transaction((tx) => tx.query('select stage from referrals.progress', []))
  assert.deepEqual(await read(theirs), [])
  assert.ok((await read(ours)).length > 0)
})
