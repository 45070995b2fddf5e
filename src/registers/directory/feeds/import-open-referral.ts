import type { Context } from '#platform/context.ts'
import { type Id, idFrom } from '#platform/ids.ts'
import { saveSource } from '../listing/listing.queries.ts'
import type { Source } from '../listing/listing.type.ts'
import { feedReader, type FeedFile, type Refusal } from './feed-file.rules.ts'
import { feedScanner } from './feed-scanner.rules.ts'
import { startIntake, type ImportReport, type Intake } from './take-in.ts'

export type { ImportReport }

/** The id of a source by its name: the same name is the same source, wherever its files lie. */
export const sourceIdOf = (partnershipId: Id, name: string): Id =>
  idFrom(partnershipId, 'source', name.trim().toLowerCase())

/**
 * Stores the services of an Open Referral UK feed (3.0, 1.0, and HSDS 3.0 and 3.1) from files. What cannot be read is refused
 * and named; everything else is stored. A second import of the same changes nothing. A listing that is no longer in the feed
 * stays. A source never touches another source's listings, even under the same id. Killed in between, run it again.
 * `onProgress` hears how many services were read.
 */
export async function importOpenReferral(
  ctx: Context,
  source: Omit<Source, 'id'>,
  files: readonly FeedFile[],
  onProgress?: (done: number) => void,
): Promise<ImportReport> {
  const id = sourceIdOf(ctx.actor.partnershipId, source.name)
  await ctx.transaction(async (tx) => saveSource(tx, { ...source, id }))
  const intake = startIntake(ctx, id, onProgress)
  for (const file of await wholeFirst(files)) await takeFile(intake, file)
  return intake.end()
}

/** A file that holds whole services goes before the pages of lists that leave things out: the first record of an id counts. */
async function wholeFirst(files: readonly FeedFile[]): Promise<FeedFile[]> {
  if (files.length < 2) return [...files]
  const briefs = new Set<FeedFile>()
  for (const file of files) if (await isPage(file).catch(() => false)) briefs.add(file)
  return [...files.filter((file) => !briefs.has(file)), ...briefs]
}

async function isPage({ text }: FeedFile): Promise<boolean> {
  const scanner = feedScanner(() => {})
  if (typeof text === 'string') scanner.push(text.slice(0, 65_536))
  else
    for await (const part of text()) {
      scanner.push(part)
      break
    }
  const { list } = scanner.end()
  return list === 'contents' || list === 'content'
}

async function takeFile(intake: Intake, { name, text }: FeedFile): Promise<void> {
  const reader = feedReader(name)
  const refuse = (reason: string) => intake.refuse([{ file: name, line: null, field: null, reason } satisfies Refusal])
  try {
    if (typeof text === 'string') await intake.take(reader.push(text))
    else for await (const part of text()) await intake.take(reader.push(part))
  } catch (error) {
    const { code, syscall } = error as { code?: string; syscall?: string }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refuse('The file is not text in UTF-8')
    if (code && (syscall === 'open' || syscall === 'read')) return refuse('The file cannot be read')
    throw error
  }
  const end = reader.end()
  await intake.take(end.records)
  intake.refuse(end.refused)
}
