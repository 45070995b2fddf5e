import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { openOutward, ownHost } from '#platform/outward/outward.ts'
import {
  type FeedFile,
  harvestFeed,
  type HarvestReport,
  importOpenReferral,
  type Source,
} from '#registers/directory/index.ts'
import { type Answer, Refused, WrongUsage } from './answer.ts'
import { withDatabase } from './command.ts'
import { answerOfImport } from './import-result.ts'
import { type AddCommand, type Options, PARTNERSHIP } from './program.ts'
import { type Progress, startProgress } from './progress.ts'

/** `import open-referral`: takes in the services of a feed, from a folder, a file or its web address. */
export const addImportOpenReferral: AddCommand = (add) => {
  add(
    'import open-referral <folder|file|url>',
    'Take in services from an Open Referral UK feed (3.0 or 1.0)',
    ([from], options) => importFrom(from!, options),
  )
    .option(...PARTNERSHIP)
    .option(
      '--source <name>',
      'what to call the source; the same name is the same source (default: name of the folder or file, or the address)',
    )
    .option('--licence <text>', 'under which licence the source gives its data; shown on its pages')
    .option('--republish', 'our own feed may pass its listings on')
    .addHelpText(
      'after',
      '\nA folder: every .json file in it that is a page, a list or a whole feed; the same id counts once.\nAn address: every page and every service of the feed; `list harvests` shows how it went, and each night it is read again.\nNothing is ever deleted, and a second run of the same feed changes nothing.',
    )
}

async function importFrom(from: string, options: Options): Promise<Answer> {
  const url = urlOf(from)
  const named = (fallback: string) => (typeof options.source === 'string' && options.source.trim()) || fallback
  const more = {
    licence: options.licence as string | undefined,
    republish: options.republish === true ? true : undefined,
  }
  if (url) return harvest(url, { name: named(`${url.host}${url.pathname.replace(/\/+$/, '')}`), ...more }, options)
  const files = await filesIn(resolve(from))
  const source: Omit<Source, 'id'> = { kind: 'file', name: named(basename(resolve(from), '.json')), ...more }
  return withDatabase(options, async ({ partnership, contextFor }) => {
    const { id } = await partnership()
    const result = await withProgress('Importing services', (reached) =>
      importOpenReferral(contextFor(id), source, files, reached),
    )
    return answerOfImport(result, 'services')
  })
}

/** A web address, when it looks like one. Only http and https are read. */
function urlOf(from: string): URL | undefined {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) return undefined
  const url = URL.parse(from)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new WrongUsage(`"${from}" is no address that can be read: it must begin with https:// or http://`)
  return url
}

const harvest = (url: URL, source: Pick<Source, 'name' | 'licence' | 'republish'>, options: Options): Promise<Answer> =>
  withDatabase(options, async ({ config, partnership, contextFor }) => {
    const { id } = await partnership()
    const outward = openOutward({ privateHosts: [...config.privateHosts, ...ownHost(url, config.mode)] })
    try {
      const report = await withProgress('Reading the feed', (reached) =>
        harvestFeed(contextFor(id), { ...source, address: url.href }, outward, { onProgress: reached }),
      )
      return answerOfHarvest(report)
    } finally {
      await outward.close()
    }
  })

/** The same as of a file, and how much of the feed could be had. */
function answerOfHarvest(report: HarvestReport): Answer {
  const { outcome, missing, madeInactive } = report
  const { lines, json, ok } = answerOfImport(report, 'services')
  const news = [
    ...(outcome === 'complete' ? [] : [OUTCOMES[outcome]]),
    ...(missing > 0 ? [`No longer in the feed, and kept: ${missing}.`] : []),
    ...(madeInactive > 0 ? [`Missing for so long that they are inactive now: ${madeInactive}.`] : []),
  ]
  return {
    lines: [lines[0]!, ...news, ...lines.slice(1)],
    json: { ...json, outcome, missing, madeInactive },
    ok: ok && outcome === 'complete',
  }
}

const OUTCOMES = {
  partial: 'The feed could not be read whole: what is not in it may still be there, so nothing is noted as missing.',
  failed: 'The feed could not be read. What it gave before is as it was.',
}

/** The files of a folder that may be of a feed, or the one file, to be read piece by piece. */
async function filesIn(path: string): Promise<FeedFile[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Refused(`There is no folder or file ${path}`)
  const names = found.isDirectory()
    ? (await readdir(path)).filter((name) => /\.json$/i.test(name)).toSorted()
    : [basename(path)]
  if (names.length === 0) throw new Refused(`There is no .json file in ${path}`)
  const folder = found.isDirectory() ? path : join(path, '..')
  return names.map((name) => ({ name, text: () => textOf(join(folder, name)) }))
}

async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const part of createReadStream(path)) yield decoder.decode(part as Buffer, { stream: true })
  yield decoder.decode()
}

/** Shows how far it has come; of what, from the moment that is known. */
async function withProgress<T>(
  label: string,
  work: (reached: (done: number, total?: number) => void) => Promise<T>,
): Promise<T> {
  let progress: Progress | undefined
  try {
    return await work((done, total) => (progress ??= startProgress(label, total)).reached(done))
  } finally {
    progress?.end()
  }
}
