import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import {
  type FeedFile,
  type FetchedFeed,
  fetchFeed,
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
    'Take in services from an Open Referral UK 3.0 feed',
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
      '\nA folder: every .json file in it that is a page, a list or a whole feed; the same id counts once.\nNothing is ever deleted, and a second run of the same feed changes nothing.',
    )
}

async function importFrom(from: string, options: Options): Promise<Answer> {
  const url = urlOf(from)
  const named = (fallback: string) => (typeof options.source === 'string' && options.source.trim()) || fallback
  const more = {
    licence: options.licence as string | undefined,
    republish: options.republish === true ? true : undefined,
  }
  const source: Omit<Source, 'id'> = url
    ? { kind: 'feed', name: named(`${url.host}${url.pathname.replace(/\/+$/, '')}`), address: url.href, ...more }
    : { kind: 'file', name: named(basename(resolve(from), '.json')), ...more }
  const { files, refused } = url ? await fetchAll(url) : await readFiles(resolve(from))
  return withDatabase(options, async ({ partnership, contextFor }) => {
    const { id } = await partnership()
    const result = await withProgress('Importing services', (reached) =>
      importOpenReferral(contextFor(id), source, files, reached),
    )
    return answerOfImport({ ...result, refused: [...refused, ...result.refused] }, 'services')
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

const fetchAll = (url: URL): Promise<FetchedFeed> =>
  withProgress('Reading the feed', (onProgress) => fetchFeed(url, { onProgress }))

async function readFiles(path: string): Promise<FetchedFeed> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Refused(`There is no folder or file ${path}`)
  const names = found.isDirectory()
    ? (await readdir(path)).filter((name) => /\.json$/i.test(name)).toSorted()
    : [basename(path)]
  if (names.length === 0) throw new Refused(`There is no .json file in ${path}`)
  const folder = found.isDirectory() ? path : join(path, '..')
  const read: FetchedFeed = { files: [], refused: [] }
  for (const name of names) {
    const text = decoded(await readFile(join(folder, name)))
    if (text === undefined)
      read.refused.push({ file: name, line: null, field: null, reason: 'The file is not text in UTF-8' })
    else read.files.push({ name, text } satisfies FeedFile)
  }
  return read
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Shows how far it has come, from the moment the total is known. */
async function withProgress<T>(
  label: string,
  work: (reached: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  let progress: Progress | undefined
  try {
    return await work((done, total) => (progress ??= startProgress(label, total)).reached(done))
  } finally {
    progress?.end()
  }
}
