import type { ImportResult } from '#foundations/geography/index.ts'
import type { Context } from '#platform/context.ts'
import { idFrom } from '#platform/ids.ts'
import { withDatabase } from './command.ts'
import { answerOfImport } from './import-result.ts'
import { startProgress, type Progress } from './progress.ts'
import type { AddTo } from './program.ts'

/** One kind of published file. */
export interface ReferenceImport {
  /** The command's word. */
  word: string
  /** What its rows are called, in the plural. */
  rows: string
  /** For the help: which files it knows. */
  summary: string
  importFile(ctx: Context, file: string, progress: (done: number, of: number) => void): Promise<ImportResult>
}

/** Adds the command that stores such a file. */
export const addReferenceImport = (add: AddTo, kind: ReferenceImport) =>
  add(`import ${kind.word} <file>`, `${kind.summary}; CSV, plain or gzip`, ([file], options) =>
    withDatabase(options, async ({ contextFor }) =>
      answerOfImport(await imported(contextFor(NOBODYS), kind, file!), kind.rows),
    ),
  )

// Reference data are the same for every partnership, and can be there before the first one is.
const NOBODYS = idFrom('reference data')

async function imported(ctx: Context, kind: ReferenceImport, file: string): Promise<ImportResult> {
  let progress: Progress | undefined
  try {
    return await kind.importFile(ctx, file, (done, of) => {
      progress ??= startProgress(`Importing ${kind.rows}, kilobytes read`, kilobytes(of))
      progress.reached(kilobytes(done))
    })
  } finally {
    progress?.end()
  }
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1000)
