import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DATA, EXAMPLES, type Judge, openJudge, type Outcome } from './judge.ts'

// npm run relevance [-- file ...]: how well the search finds what judges say suits, over the real services of Hounslow.
// VERBOSE=1 shows what each query found.

const OURS = ['tune.json', 'held-out.json'].map((name) => join(import.meta.dirname, name))
const files = process.argv.slice(2).length > 0 ? process.argv.slice(2) : [EXAMPLES, ...OURS]
const verbose = process.env.VERBOSE !== undefined

if (!existsSync(DATA)) {
  console.log('Needs ../shared/data: the services are not part of the project.')
  process.exit(1)
}

const judge = await openJudge()
try {
  for (const file of files) await report(judge, file)
} finally {
  await judge.close()
}

async function report(judge: Judge, file: string): Promise<void> {
  const outcomes = await judge.ask(file)
  const scored = outcomes.filter(({ kind }) => kind === 'scored')
  console.log(`\n${basename(file)}`)
  for (const who of ['all', ...new Set(scored.map(({ query }) => query.who))])
    console.log(
      sayScores(
        who,
        scored.filter(({ query }) => who === 'all' || query.who === who),
      ),
    )
  for (const kind of ['crisis', 'empty'] as const) {
    const of = outcomes.filter((outcome) => outcome.kind === kind)
    const failed = of.filter(({ passed }) => !passed).map(({ query }) => `${query.id} “${query.text}”`)
    console.log(
      `${kind}: ${of.length - failed.length} of ${of.length} passed${failed.length > 0 ? `; failed: ${failed.join(', ')}` : ''}`,
    )
  }
  for (const { query, score, answer } of scored.toSorted((a, b) => a.score - b.score)) {
    if (score >= 0.3 && !verbose) continue
    console.log(`${score.toFixed(2)} ${query.id} ${query.who} “${query.text}” ${query.postcode ?? ''}`)
    if (verbose)
      console.log(
        `     ${answer.names.map((name, n) => `${query.relevant[answer.ids[n]!] ?? '·'} ${name.slice(0, 34)}`).join(' | ')}`,
      )
  }
}

function sayScores(who: string, outcomes: readonly Outcome[]): string {
  const share = (n: number) =>
    `${Math.round((100 * outcomes.filter(({ first }) => first <= n).length) / outcomes.length)}%`
  const firsts = outcomes.map(({ first }) => first).toSorted((a, b) => a - b)
  const mean = outcomes.reduce((sum, { score }) => sum + score, 0) / outcomes.length
  return `${who.padEnd(12)} ${String(outcomes.length).padStart(3)} queries  nDCG@10 ${mean.toFixed(3)}  useful first ${share(1)}, in the first three ${share(3)}, median rank ${firsts[Math.floor(firsts.length / 2)]}`
}
