import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPartnership } from '#foundations/access/index.ts'
import { findPlace, importDistricts, importPostcodes } from '#foundations/geography/index.ts'
import { systemClock } from '#platform/clock.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { ROOT } from '#platform/database/connection.ts'
import { newId } from '#platform/ids.ts'
import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { importOpenReferral, searchServices } from '#registers/directory/index.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { type Answered, firstUseful, type Judged, kindOf, ndcg10 } from './score.ts'

// npm run relevance [-- file ...]: how well the search finds what judges say suits, over the real services of Hounslow.

const DATA = join(ROOT, '..', 'shared', 'data')
const OURS = ['tune.json', 'held-out.json'].map((name) => join(import.meta.dirname, name))
const files =
  process.argv.slice(2).length > 0 ? process.argv.slice(2) : [join(DATA, 'search', 'example-queries.json'), ...OURS]
const verbose = process.env.VERBOSE !== undefined

if (!existsSync(DATA)) {
  console.log('Needs ../shared/data: the services and the judgements are not part of the project.')
  process.exit(1)
}

const partnership = newId()
const world = await openTestDatabase()
try {
  const job = contextOf(
    world.database,
    { kind: 'job', partnershipId: partnership, cause: 'relevance' },
    newId(),
    systemClock,
  )
  await job.transaction((tx) => createPartnership(tx, { name: 'Hounslow' }))
  await importDistricts(job, join(DATA, 'reference', 'outcode_centroids.csv'))
  await importPostcodes(job, join(DATA, 'reference', 'postcodes_trafford_2025-02.csv.gz'))
  const folder = join(DATA, 'oruk', 'feeds', 'hounslow')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  await importOpenReferral(
    job,
    { name: 'hounslow', kind: 'file' },
    await Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') }))),
  )
  await world.owner.query('analyze')
  for (const file of files)
    await judge(file, contextOf(world.database, { kind: 'public', partnershipId: partnership }, newId(), systemClock))
} finally {
  await world.close()
}

async function judge(file: string, ctx: Context) {
  const { queries } = JSON.parse(await readFile(file, 'utf8')) as { queries: Judged[] }
  const rows: { query: Judged; score: number; first: number; answer: Answered & { names: string[] } }[] = []
  const passed = { crisis: [] as boolean[], empty: [] as boolean[] }
  for (const query of queries) {
    const answer = await ask(ctx, query)
    const kind = kindOf(query)
    if (kind === 'crisis') passed.crisis.push(answer.urgent)
    if (kind === 'empty' || /EMPTY/.test(query.why.slice(0, 16)))
      passed.empty.push(answer.ids.length === 0 || answer.nothingLocal)
    if (kind === 'scored')
      rows.push({
        query,
        score: ndcg10(answer.ids, query.relevant),
        first: firstUseful(answer.ids, query.relevant),
        answer,
      })
    const ok = kind === 'crisis' ? answer.urgent : kind === 'empty' ? answer.nothingLocal : true
    if (!ok) console.log(`FAILED ${kind} ${query.id} “${query.text}” ${answer.names.slice(0, 3).join(' | ')}`)
    if (kind === 'scored' && answer.nothingLocal && verbose)
      console.log(`(says nothing local: ${query.id} “${query.text}”)`)
  }
  console.log(`\n${file}`)
  for (const who of ['all', ...new Set(rows.map(({ query }) => query.who))]) {
    const these = rows.filter(({ query }) => who === 'all' || query.who === who)
    const share = (n: number) => `${Math.round((100 * these.filter(({ first }) => first <= n).length) / these.length)}%`
    const mean = these.reduce((sum, { score }) => sum + score, 0) / these.length
    console.log(
      `${who.padEnd(12)} ${String(these.length).padStart(3)} queries  nDCG@10 ${mean.toFixed(3)}  useful first ${share(1)}, in the first three ${share(3)}`,
    )
  }
  const of = (list: boolean[]) => `${list.filter(Boolean).length} of ${list.length}`
  console.log(`crisis: urgent help shown for ${of(passed.crisis)}; empty: “nothing local” said for ${of(passed.empty)}`)
  for (const { query, score, answer } of rows.toSorted((a, b) => a.score - b.score))
    if (score < 0.3 || verbose) {
      console.log(`${score.toFixed(2)} ${query.id} ${query.who} “${query.text}” ${query.postcode ?? ''}`)
      if (verbose)
        console.log(
          `     ${answer.names.map((name, n) => `${query.relevant[answer.ids[n]!] ?? '·'} ${name.slice(0, 34)}`).join(' | ')}`,
        )
    }
}

async function ask(ctx: Context, { text, postcode, filters }: Judged) {
  const found = await ctx.transaction(async (tx) => {
    const place = postcode ? await findPlace(tx, postcode) : undefined
    return searchServices(
      tx,
      { words: text, free: filters.free ?? false, ...(filters.age && { age: filters.age }), page: 1 },
      place?.ok ? place.value : undefined,
      10,
    )
  })
  return {
    ids: found.services.map(({ sourceRecord }) => sourceRecord),
    names: found.services.map(({ name, matched }) => (process.env.WHY ? `${name} ${matched.join(',')}` : name)),
    urgent: findUrgentWords(text).length > 0,
    nothingLocal: !found.suited,
  }
}
