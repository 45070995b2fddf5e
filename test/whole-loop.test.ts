/**
 * The main job from end to end on real data: real practices, districts, deprivation, postcodes and a real directory go in
 * through the importers; somebody registered with a real practice is referred by a program of that practice to a team that
 * covers its network, is accepted, talked with, connected with a real service that answers by its link, and said goodbye to.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { connectionJobs } from '#care/connections/index.ts'
import { createApiKey, createPartnership, ensureDemoAccount, saveOrganisations } from '#foundations/access/index.ts'
import {
  findPractice,
  importDeprivation,
  importDistricts,
  importPostcodes,
  importPractices,
} from '#foundations/geography/index.ts'
import { verifyJournal } from '#foundations/journal/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { ROOT } from '#platform/database/connection.ts'
import { addDays, dayOf } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { importOpenReferral } from '#registers/directory/index.ts'
import { saveMembers, saveTeams } from '#registers/teams/index.ts'
import { browserOf, servicesFor, TEST_KEYS, type Browser } from './support/app.ts'
import { openTestDatabase, type TestDatabase } from './support/database.ts'

const DATA = join(ROOT, '..', 'shared', 'data')
const file = (name: string) => join(DATA, 'reference', name)
const skip = !existsSync(DATA) && !process.env.CI ? 'needs ../shared/data' : false

const PRACTICE = 'E85060' // a real practice of Hounslow Health PCN
const clock = fixedClock('2026-04-01T09:00:00Z')
let world: TestDatabase
let app: FastifyInstance
const ids = { partnership: newId(), practice: newId(), charity: newId(), team: newId() }
let job: Context

before(async () => {
  if (skip) return
  world = await openTestDatabase()
  const services = servicesFor(world, clock)
  job = contextOf(world.database, { kind: 'job', partnershipId: ids.partnership, cause: 'test' }, newId(), clock)
  app = await buildApp(services, { proxies: 0 })
})
after(async () => {
  await app?.close()
  await world?.close()
})

test('real data come in whole', { skip }, async () => {
  await job.transaction((tx) => createPartnership(tx, { name: 'Hounslow' }))
  const figures = {
    practices: await importPractices(job, file('gp_practices_2026-01.csv.gz')),
    districts: await importDistricts(job, file('outcode_centroids.csv')),
    deprivation: await importDeprivation(job, file('imd2025_lsoa21.csv.gz')),
    postcodes: await importPostcodes(job, file('postcodes_trafford_2025-02.csv.gz')),
  }
  const folder = join(DATA, 'oruk', 'feeds', 'hounslow')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  )
  const feed = await importOpenReferral(job, { name: 'hounslow', kind: 'file' }, files)
  assert.deepEqual(
    {
      ...Object.fromEntries(
        Object.entries(figures).map(([name, { added, refused }]) => [name, [added, refused.length]]),
      ),
      services: [feed.added, feed.refused.length],
    },
    { practices: [6171, 0], districts: [2973, 0], deprivation: [33755, 0], postcodes: [11264, 0], services: [313, 0] },
  )
})

test('one referral, all the way round', { skip }, async () => {
  const { key, workerId } = await openTeam()
  const worker = browserOf(app, servicesFor(world, clock))
  await worker.signIn('n.adeyemi@example.org')
  const person = browserOf(app, servicesFor(world, clock))
  const group = browserOf(app, servicesFor(world, clock))

  // Find the link worker: by the real practice, whose network the team covers.
  const covering = (await app.inject(`/api/v1/teams?practice=${PRACTICE}`)).json()
  assert.deepEqual(
    covering.teams.map((t: { id: string }) => t.id),
    [ids.team],
  )

  // Refer, as a program of the practice; sent twice, made once.
  const [sent, again] = await Promise.all([refer(key), refer(key)])
  assert.deepEqual([sent.statusCode, again.statusCode].toSorted(), [201, 201])
  assert.equal(sent.json().id, again.json().id)
  const referralId: string = sent.json().id

  // The person sees how it stands, by the link in the message and the birth date.
  const statusPath = await linkIn('referral-received-person')
  await person.post(statusPath, BIRTH, statusPath)
  assert.match((await person.get(statusPath)).text, /You will hear by Thursday 2 April/)

  // The team asks nothing more and accepts.
  await go(worker, `/referrals/${referralId}/acceptance`, {
    worker: workerId,
    ...dayIn('firstContactBy', 10, 4, 2026),
  })
  assert.match((await person.get(statusPath)).text, /We have said yes Ngozi Adeyemi/)

  // A talk, what matters, a questionnaire, the plan.
  clock.set('2026-04-08T10:00:00Z')
  await worker.signIn('n.adeyemi@example.org')
  const episode = await row('select id, person_id from support.episode where referral_id = $1', referralId)
  await go(worker, `/episodes/${episode.id}/contact`, {
    kind: 'call',
    outcome: 'reached',
    note: 'Would like company in the day, near home.',
  })
  assert.equal((await row('select status from support.episode where id = $1', episode.id)).status, 'active')
  await go(worker, `/episodes/${episode.id}/conversation`, {
    'about.mostImportant': 'To see people in the day.',
    strengths: 'Cooks for the whole street',
    noKnownRisks: 'yes',
  })
  await go(worker, `/episodes/${episode.id}/measures/ucla3`, {
    point: 'start',
    mode: 'telephone',
    answeredBy: 'person',
    companionship: '3',
    'left-out': '2',
    isolated: '3',
  })
  await go(worker, `/episodes/${episode.id}/plan/agreement`, {
    agreedWith: 'person',
    responsible: workerId,
    ...dayIn('agreedOn', 8, 4, 2026),
    ...dayIn('reviewOn', 20, 5, 2026),
  })

  // Connect: a real service of Hounslow answers by its link, without an account.
  const service = await row(`select id, name from directory.service where name like 'Clementina Day Centre%'`)
  await go(
    worker,
    `/episodes/${episode.id}/connections/suggestions?need=loneliness&words=clementina+day+centre`,
    { service: service.id, need: 'loneliness' },
    /connections$/,
  )
  const connection = (await row('select id from connections.connection where episode_id = $1', episode.id)).id
  await go(worker, `/connections/${connection}/agreement`, { shared: ['name', 'access-needs'], by: 'person' })
  await go(worker, `/connections/${connection}/offer`, { way: 'email' })
  const offerPath = await linkIn('offer-to-provider')
  const offered = await group.get(offerPath)
  assert.match(offered.text, /Edith/)
  assert.ok(!/07700|1941|E85060/.test(offered.body), 'only what she chose')
  await go(group, offerPath, {}, /\/yes$/)
  // A group may not see how the person is reached: a job passes its news on.
  await connectionJobs(servicesFor(world, clock))
    .find((one) => one.name === 'connection.tell')!
    .run({ partnershipId: ids.partnership, connectionId: connection })
  clock.set('2026-04-20T10:00:00Z')
  await go(group, offerPath, { came: 'yes', ...dayIn('on', 20, 4, 2026) }, /attendance|register/)
  assert.equal((await row('select status from connections.connection where id = $1', connection)).status, 'started')

  // Close, with the letter and the way back.
  clock.set('2026-06-10T10:00:00Z')
  await worker.signIn('n.adeyemi@example.org')
  await go(worker, `/episodes/${episode.id}/closure`, {
    reason: 'finished',
    actions: 'none',
    outcome: 'Goes to the day centre twice a week.',
    summary: 'Company was what was missing.',
    tellPractice: 'yes',
  })
  assert.equal((await row('select status from support.episode where id = $1', episode.id)).status, 'closed')
  const letter = await worker.get(`/episodes/${episode.id}/closure/letter.pdf?to=referrer`)
  assert.match(letter.body.slice(0, 8), /^%PDF-1\./)

  // Whoever waits has heard at each step, and the program reads it back.
  const told = await world.owner.query('select template from messages.message order by created_at, template')
  for (const template of [
    'referral-received-referrer',
    'referral-accepted-referrer',
    'referral-accepted-person',
    'episode-started-referrer',
    'offer-to-provider',
    'connection-accepted-person',
    'episode-closed-referrer',
    'episode-closed-person',
  ])
    assert.ok(
      told.rows.some((r) => r.template === template),
      template,
    )
  const back = await app.inject({ url: `/api/v1/referrals/${referralId}`, headers: { authorization: `Bearer ${key}` } })
  assert.equal(back.json().status, 'accepted')
  assert.deepEqual((await verifyJournal(world.owner)).faults, [])
})

/** The practice, a charity whose team covers its network, a link worker, and the practice's key. */
async function openTeam(): Promise<{ key: string; workerId: string }> {
  return job.transaction(async (tx) => {
    const practice = await findPractice(tx, PRACTICE)
    saveOrganisations(tx, [
      { id: ids.practice, name: practice!.name, kind: 'practice', odsCode: PRACTICE },
      { id: ids.charity, name: 'Hounslow Neighbours', kind: 'charity' },
    ])
    saveTeams(tx, [
      {
        id: ids.team,
        organisationId: ids.charity,
        name: 'Hounslow link workers',
        telephone: '020 7946 0100',
        coverage: [{ kind: 'pcn', code: practice!.pcnCode! }],
      },
    ])
    const workerId = await ensureDemoAccount(tx, TEST_KEYS, {
      email: 'n.adeyemi@example.org',
      name: 'Ngozi Adeyemi',
      organisationId: ids.charity,
      teamId: ids.team,
      roles: ['link_worker'],
    })
    saveMembers(tx, [{ teamId: ids.team, accountId: workerId, startsOn: addDays(dayOf(clock()), -30) }])
    const { key } = createApiKey(tx, {
      organisationId: ids.practice,
      name: 'test',
      scopes: ['referrals:write', 'referrals:read'],
    })
    return { key, workerId }
  })
}

const BIRTH = { 'birth-day': '30', 'birth-month': '6', 'birth-year': '1941' }

const refer = (key: string) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'edith-1' },
    payload: {
      person: {
        given_name: 'Edith',
        family_name: 'Marlow',
        birth_date: '1941-06-30',
        nhs_number: '9990000018',
        practice_code: PRACTICE,
        postcode: 'TW3 2DY',
        telephone: '07700900555',
        preferred_contact: 'text',
      },
      referrer: {
        kind: 'professional',
        name: 'Dr N Rao',
        role: 'GP',
        organisation_code: PRACTICE,
        email: 'n.rao@example.org',
      },
      team_id: ids.team,
      reasons: ['loneliness'],
      reason_text: 'Sees nobody in the day since her neighbour moved away.',
      risks: [],
      no_known_risks: true,
      consent: { sharing: 'given', by: 'person', note: null },
      tell_practice: true,
    },
  })

const dayIn = (name: string, day: number, month: number, year: number) => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: String(year),
})

/** The path of the link in the newest message of a kind. */
async function linkIn(template: string): Promise<string> {
  const { link } = await row(
    'select link from messages.message where template = $1 order by created_at desc limit 1',
    template,
  )
  return new URL(link).pathname
}

// oxlint-disable-next-line typescript/no-explicit-any -- a row of any table
const row = async (sql: string, ...values: unknown[]): Promise<any> => (await world.owner.query(sql, values)).rows[0]

/** Fills in the form that stands on a page, as it was drawn, changes what is given, and sends it where it says. */
async function go(
  browser: Browser,
  path: string,
  typed: Record<string, string | string[]>,
  action?: RegExp,
): Promise<void> {
  const page = await browser.get(path)
  assert.equal(page.status, 200, `${path}: ${page.text.slice(0, 300)}`)
  const forms = page.html.querySelectorAll('main form[method=post]')
  // A button may send its form elsewhere than the form says.
  const targets = forms.flatMap((form) =>
    [form, ...form.querySelectorAll('button[formaction]')].map((from) => ({
      form,
      to: from.getAttribute('formaction') ?? from.getAttribute('action') ?? path,
    })),
  )
  const target =
    targets.find(({ form, to }) =>
      action ? action.test(to) : Object.keys(typed).every((name) => form.querySelector(`[name="${name}"]`)),
    ) ?? (action ? undefined : targets.at(-1))
  assert.ok(target, `${path} leads to ${targets.map(({ to }) => to).join(' ')}`)
  const { form } = target
  const fields: Record<string, string | string[]> = {}
  for (const input of form.querySelectorAll('input,select,textarea')) {
    const [name, type] = [input.getAttribute('name') ?? '', input.getAttribute('type')]
    if (!name || name === '_csrf' || type === 'submit') continue
    if ((type === 'radio' || type === 'checkbox') && !input.hasAttribute('checked')) continue
    const value =
      input.tagName === 'SELECT'
        ? (input.querySelector('option[selected]') ?? input.querySelector('option'))?.getAttribute('value')
        : input.tagName === 'TEXTAREA'
          ? input.text
          : input.getAttribute('value')
    fields[name] = value ?? ''
  }
  const known = form.querySelectorAll('[name]').map((field) => field.getAttribute('name')!)
  for (const name of Object.keys(typed))
    assert.ok(known.includes(name), `${path}: the form has ${known.join(', ')}, no ${name}`)
  const reply = await browser.post(target.to || path, { ...fields, ...typed }, path)
  assert.equal(reply.status, 303, `${path}: ${reply.text.slice(0, 600)}`)
}
