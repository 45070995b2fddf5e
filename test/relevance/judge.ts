import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPartnership } from '#foundations/access/index.ts'
import { findPlace, importDistricts } from '#foundations/geography/index.ts'
import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { systemClock } from '#platform/clock.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { ROOT } from '#platform/database/connection.ts'
import { newId } from '#platform/ids.ts'
import { importOpenReferral, searchServices } from '#registers/directory/index.ts'
import { openTestDatabase } from '../support/database.ts'
import { type Answered, firstUseful, type Judged, kindOf, ndcg10 } from './score.ts'

export const DATA = join(ROOT, '..', 'shared', 'data')
export const EXAMPLES = join(DATA, 'search', 'example-queries.json')

/** One query and what became of it; `score` and `first` are of those that are scored. */
export interface Outcome {
  query: Judged
  kind: ReturnType<typeof kindOf>
  answer: Answered & { names: string[] }
  score: number
  first: number
  /** For crisis and empty queries: whether urgent help was shown, or "nothing local" said. */
  passed: boolean
}

export interface Judge {
  /** Asks every query of a file, as the public asks. */
  ask(file: string): Promise<Outcome[]>
  close(): Promise<void>
}

/** The real services of Hounslow in a database of their own. */
export async function openJudge(): Promise<Judge> {
  const world = await openTestDatabase()
  const partnershipId = newId()
  const job = contextOf(world.database, { kind: 'job', partnershipId, cause: 'relevance' }, newId(), systemClock)
  await job.transaction((tx) => createPartnership(tx, { name: 'Hounslow' }))
  await importDistricts(job, join(DATA, 'reference', 'outcode_centroids.csv'))
  const folder = join(DATA, 'oruk', 'feeds', 'hounslow')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  await importOpenReferral(
    job,
    { name: 'hounslow', kind: 'file' },
    await Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') }))),
  )
  await world.owner.query('analyze')
  const everybody = contextOf(world.database, { kind: 'public', partnershipId }, newId(), systemClock)
  return {
    async ask(file) {
      const { queries } = JSON.parse(await readFile(file, 'utf8')) as { queries: Judged[] }
      const outcomes: Outcome[] = []
      for (const query of queries) outcomes.push(outcomeOf(query, await search(everybody, query)))
      return outcomes
    },
    close: () => world.close(),
  }
}

function outcomeOf(query: Judged, answer: Outcome['answer']): Outcome {
  const kind = kindOf(query)
  return {
    query,
    kind,
    answer,
    score: ndcg10(answer.ids, query.relevant),
    first: firstUseful(answer.ids, query.relevant),
    passed: kind === 'crisis' ? answer.urgent : answer.nothingLocal || answer.ids.length === 0,
  }
}

async function search(ctx: Context, { text, postcode, filters }: Judged): Promise<Outcome['answer']> {
  const found = await ctx.transaction(async (tx) => {
    const place = postcode ? await findPlace(tx, postcode) : undefined
    const sought = { words: text, free: filters.free ?? false, ...(filters.age && { age: filters.age }), page: 1 }
    return searchServices(tx, sought, place?.ok ? place.value : undefined, 10)
  })
  return {
    ids: found.services.map(({ sourceRecord }) => sourceRecord),
    names: found.services.map(({ name }) => name),
    urgent: findUrgentWords(text).length > 0,
    nothingLocal: !found.suited,
  }
}
