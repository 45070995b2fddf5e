import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { readMeasure } from '#engines/measures/index.ts'
import { newId } from '#platform/ids.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { asRiverside, startEpisode } from '#test/support/active-episode.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { raiseFlags } from './raise-flags.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

/** None of the measures that ship asks about harm; one that does says so in its data. */
const asksOfHarm = readMeasure({
  code: 'invented',
  name: 'Invented',
  about: 'harm',
  version: '1',
  licence: { kind: 'open', terms: 'Ours.', credit: 'Ours.' },
  items: [
    { id: 'well', text: 'Well?' },
    { id: 'harm', text: 'Harm?' },
  ],
  scale: { kind: 'range', from: 0, to: 3, lowest: 'Never', highest: 'Daily' },
  skips: ['not-said'],
  scores: [{ id: 'sum', name: 'Sum', items: ['well', 'harm'], from: 0, to: 6, better: 'lower' }],
  flags: [
    { id: 'harm', on: 'harm', atLeast: 1, label: 'Harm >= 1', verified: true, action: 'urgent-help' },
    { id: 'guess', on: 'well', atLeast: 0, label: 'Well >= 0', verified: false, action: 'task' },
  ],
  sources: ['https://invented.example'],
})

async function raised(answers: Record<string, number | 'not-said'>, workerId: string | null = null) {
  const { personId } = await startEpisode(town)
  const responseId = newId()
  const priya = await asRiverside(town)
  const flagged = {
    responseId,
    personId,
    organisationId: organisationId('ZZP01'),
    teamId: teamId('riverside'),
    workerId,
    measure: asksOfHarm,
    answers,
  }
  const { urgentHelp } = await priya.transaction(async (tx) => raiseFlags(tx, flagged))
  const { rows } = await town.test.owner.query(
    'select kind, role, detail, escalate_to from tasks.task where about_id = $1',
    [responseId],
  )
  return { urgentHelp, tasks: rows }
}

test('an answer about harm shows whom to ring at once, and is a task, even where no score follows', async () => {
  const task = {
    kind: 'read-answers',
    role: 'team_manager',
    detail: { measure: 'invented', flag: 'harm' },
    escalate_to: 'administrator',
  }
  assert.deepEqual(await raised({ well: 0, harm: 1 }), { urgentHelp: true, tasks: [task] })
  assert.deepEqual(await raised({ well: 'not-said', harm: 3 }), { urgentHelp: true, tasks: [task] })
})

test('without such an answer nothing is raised, nor by a threshold that nobody has read in a source', async () => {
  assert.deepEqual(await raised({ well: 3, harm: 0 }), { urgentHelp: false, tasks: [] })
  assert.deepEqual(await raised({ well: 3, harm: 'not-said' }), { urgentHelp: false, tasks: [] })
})
