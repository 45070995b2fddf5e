import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { providerId } from '#seeds/anytown/provider-id.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { closeEpisode } from '#care/support/index.ts'
import { answerConnection, connectionJobs, proposeConnection } from './index.ts'

let world: ConnectionWorld
before(async () => {
  world = await openConnections()
})
after(() => world.town.close())

const on = (name: string, date: string) => ({
  [`${name}-day`]: date.slice(8),
  [`${name}-month`]: date.slice(5, 7),
  [`${name}-year`]: date.slice(0, 4),
})
const status = async (id: string) =>
  (await world.rows('select status, version from connections.connection where id = $1', id))[0]
const tell = (connectionId: string) => {
  const [job] = connectionJobs(world.town.services)
  return job!.run({ partnershipId: ANYTOWN, connectionId })
}

test('from the first idea to the last time: suggested, agreed, asked, a yes, a first visit, the register, the end', async () => {
  const { priya, rows, town } = world
  const { episodeId, personId } = await world.episode()

  const empty = await priya.get(`/episodes/${episodeId}/connections`)
  assert.match(empty.text, /Nothing yet/)
  const page = await priya.get(`/episodes/${episodeId}/connections/suggestions`)
  assert.equal(page.status, 200)
  assert.match(page.text, /helps with feeling lonely/)
  assert.match(page.text, /minutes’ walk/)
  assert.match(page.text, /place/)
  assert.ok(page.statements <= 8, `${page.statements} statements`)

  const proposed = await priya.post(
    `/episodes/${episodeId}/connections`,
    { service: serviceId('river-singers'), need: 'loneliness' },
    `/episodes/${episodeId}/connections/suggestions`,
  )
  const id = proposed.location!.split('/')[2]!
  assert.deepEqual(await status(id), { status: 'proposed', version: 1 })
  const [made] = await rows(
    'select need, area, provider_id, shared, wording from connections.connection where id = $1',
    id,
  )
  assert.deepEqual(made, {
    need: 'loneliness',
    area: 'ZZ1',
    provider_id: providerId('river-singers'),
    shared: [],
    wording: null,
  })

  const agreement = await priya.get(proposed.location!)
  const ticked = agreement.html
    .querySelectorAll('input[name=shared]')
    .filter((box) => box.hasAttribute('checked'))
    .map((box) => box.getAttribute('value'))
  assert.deepEqual(ticked, [], 'nothing is ticked beforehand')
  assert.equal(agreement.html.querySelectorAll('input[name=by][checked]').length, 0, 'nor that somebody said yes')
  const agreed = await priya.post(`/connections/${id}/agreement`, {
    version: '1',
    shared: ['name', 'helps'],
    helps: 'Sit near the door',
    by: 'person',
  })
  assert.deepEqual([agreed.status, agreed.location], [303, `/connections/${id}/offer`])
  const [consent] = await rows(
    `select c.subject, c.answer, c.organisation_id, c.wording_version from people.consent c join connections.agreement a on a.consent_id = c.id where a.connection_id = $1`,
    id,
  )
  assert.deepEqual(consent, {
    subject: 'sharing',
    answer: 'given',
    organisation_id: providerId('river-singers'),
    wording_version: 'connection-1',
  })

  const preview = await priya.get(`/connections/${id}/offer`)
  assert.match(preview.text, /Someone would like to come to Wenlow River Singers. Can you take them\?/)
  assert.ok(preview.statements <= 8, `${preview.statements} statements`)
  const asked = await priya.post(`/connections/${id}/offer`, {
    version: '2',
    way: 'email',
    note: 'They used to sing alto.',
  })
  assert.deepEqual([asked.status, asked.location], [303, `/connections/${id}`])
  assert.deepEqual(await status(id), { status: 'offered', version: 3 })
  const [message] = await rows(`select * from messages.message where about_id = $1`, id)
  assert.deepEqual(
    [message!.template, message!.recipient_kind, message!.person_id],
    ['offer-to-provider', 'provider', personId],
  )
  assert.match(message!.body, /They used to sing alto/)
  assert.ok(!/Okafor|Grace|lonel|door/.test(message!.subject + message!.body), 'nothing of the person in the message')
  const [seen] = await rows(
    `select organisation_id, until from people.involvement where person_id = $1 and reason = 'provider'`,
    personId,
  )
  assert.deepEqual(seen, { organisation_id: providerId('river-singers'), until: null })

  // The group: two taps from the e-mail.
  const link = new URL(message!.link).pathname
  const ruth = town.browser()
  const offer = await ruth.get(link)
  assert.match(offer.text, /Grace Okafor would like to come/)
  assert.match(offer.text, /Sit near the door/)
  assert.ok(offer.statements <= 8, `${offer.statements} statements`)
  const yes = await ruth.post(`${link}/yes`, {}, link)
  assert.deepEqual([yes.status, yes.location], [303, `${link}?saved=yes`])
  assert.match(
    (await ruth.get(yes.location!)).text,
    /Thank you! They will hear the good news\. .*Grace Okafor is coming/,
  )
  await tell(id)
  await tell(id)
  const told = async () =>
    (
      await rows(
        `select template, channel, body from messages.message where about_id = $1 and recipient_kind = 'person' order by created_at, id`,
        id,
      )
    ).map((m) => m)
  assert.deepEqual(
    (await told()).map((m) => [m.template, m.channel]),
    [['connection-accepted-person', 'text']],
    'told once, by text as she likes',
  )

  const visit = await ruth.post(`${link}/first-visit`, { ...on('visit', '2026-04-13'), metBy: 'Ruth' })
  assert.equal(visit.status, 303)
  await tell(id)
  assert.match((await told())[1]!.body, /Your first visit is on Monday 13 April/)
  assert.match((await priya.get(`/connections/${id}`)).text, /First visit Monday 13 April, met by Ruth/)
  assert.deepEqual(
    await rows(`select kind from tasks.task where about_id = $1 and status = 'open'`, id),
    [],
    'the day is known, so nobody need ask',
  )

  const early = await ruth.post(`${link}/attendance`, { ...on('on', '2026-04-13'), came: 'yes' }, link)
  assert.equal(early.status, 422)
  assert.match(early.html.querySelector('title')!.text, /^Error: /)
  town.clock.set('2026-04-14T09:00:00Z')
  const missed = await ruth.post(
    `${link}/attendance`,
    { ...on('on', '2026-04-13'), came: 'no', words: 'Her bus did not come' },
    link,
  )
  assert.equal(missed.status, 303)
  assert.equal((await status(id))!.status, 'accepted')
  assert.deepEqual(await rows(`select kind, account_id from tasks.task where about_id = $1 and status = 'open'`, id), [
    { kind: 'ask-about-visit', account_id: world.priyaId },
  ])
  town.clock.set('2026-04-21T09:00:00Z')
  assert.equal((await ruth.post(`${link}/attendance`, { ...on('on', '2026-04-20'), came: 'yes' }, link)).status, 303)
  assert.equal((await status(id))!.status, 'started')
  const register = await ruth.get(link)
  assert.match(register.text, /Monday 20 April: came Monday 13 April: did not come this time/)

  const ended = await ruth.post(`${link}/end`, { reason: 'by-themselves', words: 'She brings the biscuits now.' })
  assert.equal(ended.status, 303)
  assert.deepEqual(await status(id), { status: 'ended', version: 6 })
  const last = await ruth.get(link)
  assert.match(last.text, /This has ended/)
  assert.ok(!/Okafor|Grace|door/.test(last.text), 'after the end the link shows nothing of her')
  const [sight] = await rows(
    `select until from people.involvement where person_id = $1 and reason = 'provider'`,
    personId,
  )
  assert.equal(sight!.until.toISOString(), '2026-05-21T09:00:00.000Z', '30 days after the end')

  const actions = (
    await rows(
      `select action, actor_kind, detail from journal.entry where subject_id = $1 and action not like '%.viewed' order by id`,
      id,
    )
  ).map((e) => `${e.action} ${e.actor_kind}`)
  assert.deepEqual(actions, [
    'connection.proposed account',
    'connection.agreed account',
    'connection.offered account',
    'connection.accepted link',
    'connection.first-visit link',
    'connection.attendance link',
    'connection.attendance link',
    'connection.started link',
    'connection.ended link',
  ])
  const trail = JSON.stringify(await rows('select detail from journal.entry where subject_id = $1', id))
  assert.ok(!/Okafor|door|biscuits|bus|alto/.test(trail), trail)
  assert.ok(
    (
      await rows(
        `select 1 from journal.entry where subject_id = $1 and action = 'connection.viewed' and actor_kind = 'link'`,
        id,
      )
    ).length > 0,
    'who looked is written down',
  )
  town.clock.set('2026-04-01T09:00:00Z')
})

test('a no says why, is told kindly, counts as a lack, and leads to the next best', async () => {
  const { priya, rows, town } = world
  const { id, link, episodeId, personId } = await world.offered()
  const ruth = town.browser()
  const asked = await ruth.get(`${link}/not-now`)
  assert.match(asked.text, /We are full/)
  const unsaid = await ruth.post(`${link}/not-now`, {})
  assert.equal(unsaid.status, 422)
  assert.match(unsaid.text, /Select why/)
  assert.equal((await ruth.post(`${link}/not-now`, { reason: 'full', words: 'Try us in May.' })).status, 303)
  const [fact] = await rows(
    'select answer, reason, words, need, area, came_by from connections.answer where connection_id = $1',
    id,
  )
  assert.deepEqual(fact, {
    answer: 'declined',
    reason: 'full',
    words: 'Try us in May.',
    need: 'loneliness',
    area: 'ZZ1',
    came_by: 'link',
  })
  await tell(id)
  const [message] = await rows(
    `select template, body from messages.message where about_id = $1 and recipient_kind = 'person'`,
    id,
  )
  assert.equal(message!.template, 'connection-declined-person')
  assert.deepEqual(
    await rows(`select kind, role, account_id from tasks.task where about_id = $1 and status = 'open'`, id),
    [{ kind: 'find-another', role: 'link_worker', account_id: world.priyaId }],
  )
  const [sight] = await rows(
    `select until from people.involvement where person_id = $1 and reason = 'provider'`,
    personId,
  )
  assert.equal(sight!.until.toISOString(), '2026-04-01T09:00:00.000Z', 'the group sees her no longer')

  const list = await priya.get(`/episodes/${episodeId}/connections`)
  assert.match(
    list.text,
    /Find another place for them Wenlow River Singers said no. Try us in May. These might suit instead:/,
  )
  assert.ok(list.statements <= 8, `${list.statements} statements`)
  const again = await priya.get(`/episodes/${episodeId}/connections/suggestions?words=singers`)
  assert.match(again.text, /the group said no before \(Wednesday 1 April\)/)
})

test('"something else" needs words, and they are kept with the error', async () => {
  const { link } = await world.offered()
  const ruth = world.town.browser()
  const page = await ruth.post(`${link}/not-right`, { reason: 'other' })
  assert.equal(page.status, 422)
  assert.equal(page.html.querySelector('.nhsuk-error-summary a')?.getAttribute('href'), '#words')
  assert.ok(page.html.querySelector('input[value=other]')?.hasAttribute('checked'))
})

test('a group without e-mail is rung, and the worker writes down the answer', async () => {
  const { priya, rows } = world
  const { episodeId, personId } = await world.episode()
  const service = serviceId('sunday-dinner')
  await rows('update directory.service set email = null where id = $1', service)
  await rows(
    'update directory.provider set email = null where id = (select provider_id from directory.service where id = $1)',
    service,
  )
  const proposed = await priya.post(
    `/episodes/${episodeId}/connections`,
    { service, need: 'loneliness' },
    `/episodes/${episodeId}/connections/suggestions`,
  )
  const id = proposed.location!.split('/')[2]!
  await priya.post(`/connections/${id}/agreement`, { version: '1', shared: ['name'], by: 'person' })
  const page = await priya.get(`/connections/${id}/offer`)
  assert.match(page.text, /We know no email address of this group. Ring them: 01632 960106/)
  const asked = await priya.post(`/connections/${id}/offer`, { version: '2', way: 'telephone' })
  assert.deepEqual([asked.status, asked.location], [303, `/connections/${id}/answer`])
  const half = await priya.post(`/connections/${id}/answer`, {
    version: '3',
    answer: 'declined',
    words: 'Mondays only',
  })
  assert.equal(half.status, 422)
  assert.match(half.text, /Select why not/)
  const yes = await priya.post(`/connections/${id}/answer`, {
    version: '3',
    answer: 'accepted',
    ...on('visit', '2026-04-09'),
    metBy: 'Col',
  })
  assert.deepEqual([yes.status, yes.location], [303, `/connections/${id}`])
  const [fact] = await rows('select came_by, recorded_by, told_at from connections.answer where connection_id = $1', id)
  assert.deepEqual([fact!.came_by, fact!.recorded_by, fact!.told_at !== null], ['telephone', world.priyaId, true])
  const told = await rows(
    `select template, body from messages.message where about_id = $1 and recipient_kind = 'person'`,
    id,
  )
  assert.deepEqual(
    told.map((m) => m.template),
    ['connection-accepted-person'],
    'one message for the yes and the day',
  )
  assert.match(told[0]!.body, /Thursday 9 April/)
  assert.deepEqual(
    (await rows(`select reason from people.involvement where person_id = $1 and reason = 'provider'`, personId)).length,
    1,
  )
  const came = await priya.post(`/connections/${id}/attendance`, { ...on('on', '2026-04-01'), came: 'yes' })
  assert.equal(came.status, 303)
  const end = await priya.post(`/connections/${id}/ending`, { version: '5', reason: 'finished' })
  assert.equal(end.status, 303)
  assert.equal((await status(id))!.status, 'ended')
})

test('a waiting list may still become a yes; the person hears both', async () => {
  const { rows, town } = world
  const { id, link } = await world.offered()
  const ruth = town.browser()
  assert.equal((await ruth.post(`${link}/waiting-list`, {}, link)).status, 303)
  await tell(id)
  assert.deepEqual(
    (await rows(`select kind from tasks.task where about_id = $1 and status = 'open'`, id)).map((t) => t.kind),
    ['ask-about-waiting-list'],
  )
  assert.equal((await ruth.post(`${link}/yes`, {}, link)).status, 303)
  await tell(id)
  assert.deepEqual(
    (
      await rows(
        `select template from messages.message where about_id = $1 and recipient_kind = 'person' order by created_at, id`,
        id,
      )
    ).map((m) => m.template),
    ['connection-waitlisted-person', 'connection-accepted-person'],
  )
  assert.deepEqual(
    (await rows(`select kind from tasks.task where about_id = $1 and status = 'open'`, id)).map((t) => t.kind),
    ['plan-first-visit'],
  )
  const back = await ruth.post(`${link}/not-coming`, { reason: 'no-place' })
  assert.equal(back.status, 303)
  await tell(id)
  assert.deepEqual(
    (await rows(`select kind, status from tasks.task where about_id = $1 order by kind`, id)).map(
      (t) => `${t.kind} ${t.status}`,
    ),
    ['ask-about-waiting-list done', 'find-another open', 'plan-first-visit cancelled'],
  )
  assert.equal(
    (await rows(`select 1 from messages.message where about_id = $1 and template = 'connection-declined-person'`, id))
      .length,
    1,
  )
})

test('taken back: an offer that has not gone is stopped; a group that keeps a place hears that it is free', async () => {
  const { priya, rows, town } = world
  const early = await world.offered()
  assert.equal(
    (await priya.post(`/connections/${early.id}/withdrawal`, { version: '3', reason: 'changed-mind' })).status,
    303,
  )
  assert.deepEqual(await rows('select template, status from messages.message where about_id = $1', early.id), [
    { template: 'offer-to-provider', status: 'cancelled' },
  ])
  assert.match((await town.browser().get(early.link)).text, /Nobody is coming this time/)

  const late = await world.offered()
  await rows(`update messages.message set status = 'sent' where about_id = $1`, late.id)
  assert.equal(
    (
      await priya.post(`/connections/${late.id}/withdrawal`, {
        version: '3',
        reason: 'not-safe',
        words: 'His brother goes there',
      })
    ).status,
    303,
  )
  const [message] = await rows(
    `select body from messages.message where about_id = $1 and template = 'offer-withdrawn'`,
    late.id,
  )
  assert.ok(message && !/brother|safe/.test(message.body))
  assert.ok(!/brother|safe|Okafor/.test((await town.browser().get(late.link)).text), 'not why, and no name')
})

test('when the yes was taken back, nothing leaves for the group', async () => {
  const { priya, rows } = world
  const { episodeId, personId } = await world.episode()
  const proposed = await priya.post(
    `/episodes/${episodeId}/connections`,
    { service: serviceId('river-singers'), need: 'loneliness' },
    `/episodes/${episodeId}/connections/suggestions`,
  )
  const id = proposed.location!.split('/')[2]!
  await priya.post(`/connections/${id}/agreement`, { version: '1', shared: ['name'], by: 'person' })
  await rows(
    `update people.consent set withdrawn_at = now() where person_id = $1 and subject = 'sharing' and organisation_id is not null`,
    personId,
  )
  const page = await priya.post(`/connections/${id}/offer`, { version: '2', way: 'email' })
  assert.equal(page.status, 422)
  assert.match(page.text, /taken back their yes/)
  assert.deepEqual(await rows('select 1 from messages.message where about_id = $1', id), [])
  assert.deepEqual(await rows('select 1 from access.signed_link where record_id = $1', id), [])
})

test('somebody whom no message may reach is told by their link worker', async () => {
  const { rows } = world
  const { id, link } = await world.offered({ sent: { person: { telephone: '01632960555', email: null } } })
  await world.town.browser().post(`${link}/yes`, {}, link)
  await tell(id)
  assert.deepEqual(
    await rows(`select 1 from messages.message where about_id = $1 and recipient_kind = 'person'`, id),
    [],
  )
  assert.ok(
    (await rows(`select kind from tasks.task where about_id = $1 and status = 'open'`, id)).some(
      (t) => t.kind === 'tell-person',
    ),
  )
})

test('the same service is not planned twice at once, and one that closed is not planned at all', async () => {
  const { priya, rows } = world
  const { episodeId } = await world.offered()
  const from = `/episodes/${episodeId}/connections/suggestions`
  const twice = await priya.post(
    `/episodes/${episodeId}/connections`,
    { service: serviceId('river-singers'), need: 'loneliness' },
    from,
  )
  assert.equal(twice.status, 422)
  assert.match(twice.text, /connected with that service already/)
  await rows(`update directory.service set status = 'temporarily closed' where id = $1`, serviceId('paint-and-pause'))
  const closed = await priya.post(
    `/episodes/${episodeId}/connections`,
    { service: serviceId('paint-and-pause'), need: 'worry' },
    from,
  )
  assert.match(closed.text, /closed just now/)
  const unknown = await priya.post(`/episodes/${episodeId}/connections`, { service: 'x', need: 'worry' }, from)
  assert.equal(unknown.status, 422)
})

test('looking for another place ends with the next proposal, or with the work', async () => {
  const { id, episodeId } = await world.offered({ way: 'telephone' })
  const { services } = world.town
  const given = { answer: 'declined', reason: 'full', words: null } as const
  assert.ok((await answerConnection(world.asPriya(), services, id, { given })).ok)
  const looking = async (about: string) =>
    (await world.rows(`select status from tasks.task where about_id = $1 and kind = 'find-another'`, about)).map(
      ({ status }) => status as string,
    )
  assert.deepEqual(await looking(id), ['open'])
  const another = await proposeConnection(world.asPriya(), episodeId, {
    serviceId: serviceId('thursday-table'),
    need: 'loneliness',
  })
  assert.ok(another.ok)
  assert.deepEqual(await looking(id), ['done'])

  const last = await world.offered({ way: 'telephone' })
  assert.ok((await answerConnection(world.asPriya(), services, last.id, { given })).ok)
  const [episode] = await world.rows('select version from support.episode where id = $1', last.episodeId)
  const closed = await closeEpisode(world.asPriya(), services, last.episodeId, {
    version: episode!.version,
    reason: 'declined',
    requestedActions: [],
    noActionsRequired: true,
    outcome: 'Did not want to go on.',
    summary: 'Has our number.',
    tellPractice: false,
    diedOn: null,
  })
  assert.ok(closed.ok)
  assert.deepEqual(await looking(last.id), ['cancelled'])
})

test('closing the work lists what is open with groups, takes back what they have not begun, and tells the group', async () => {
  const { priya, rows } = world
  const ended = async (id: string) =>
    (await rows('select by_kind, reason from connections.withdrawal where connection_id = $1', id))[0]
  const close = async (episodeId: string, over: Record<string, string>) => {
    const [episode] = await rows('select version from support.episode where id = $1', episodeId)
    return priya.post(`/episodes/${episodeId}/closure`, {
      version: String(episode!.version),
      actions: 'none',
      reason: 'declined',
      outcome: 'Did not want to go on.',
      summary: 'Has our number.',
      tellPractice: 'no',
      ...over,
    })
  }
  const { id, episodeId } = await world.offered({ service: 'river-singers' })
  await rows(`update messages.message set status = 'sent' where about_id = $1`, id)
  const page = await priya.get(`/episodes/${episodeId}/closure`)
  assert.match(page.text, /Wenlow River Singers: waiting for the group\. Closing takes this back\./)
  assert.ok(page.html.querySelector(`a[href="/connections/${id}"]`))
  assert.equal((await close(episodeId, {})).status, 303)
  assert.equal((await status(id))!.status, 'withdrawn')
  assert.deepEqual(await ended(id), { by_kind: 'team', reason: 'work-ended' })
  assert.equal(
    (await rows(`select from messages.message where about_id = $1 and template = 'offer-withdrawn'`, id)).length,
    1,
  )
  assert.match((await priya.get(`/connections/${id}`)).text, /Taken back: the work with them has ended/)

  const died = await world.offered({ way: 'telephone' })
  assert.equal((await close(died.episodeId, { reason: 'died' })).status, 303)
  assert.equal((await status(died.id))!.status, 'withdrawn')
  assert.equal(
    (await rows(`select from tasks.task where about_id = $1 and kind = 'tell-group' and status = 'open'`, died.id))
      .length,
    1,
    'of somebody who died nothing is sent: people tell people',
  )

  const going = await world.offered({ way: 'telephone' })
  await answerConnection(world.asPriya(), world.town.services, going.id, { given: { answer: 'accepted', words: null } })
  await priya.post(`/connections/${going.id}/attendance`, { version: '4', came: 'yes', ...on('on', '2026-04-01') })
  assert.equal((await status(going.id))!.status, 'started')
  assert.match(
    (await priya.get(`/episodes/${going.episodeId}/closure`)).text,
    /going\. They can go on there without us\./,
  )
  assert.equal((await close(going.episodeId, {})).status, 303)
  assert.equal((await status(going.id))!.status, 'started')
})
