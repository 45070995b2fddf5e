import { createReadStream, type ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { rowsOf, type CsvRow, type RowLimits } from './csv-row.rules.ts'

/** The file as a whole cannot be read (further). The message is for whoever supplied it. */
export class FileFault extends Error {
  override name = 'FileFault'
}

/** How much of a file has been read, in bytes of the file as it lies on the disk. */
export type Progress = (done: number, of: number) => void

/** How text was written down: UTF-8, or what Excel on Windows writes when nobody asks it for UTF-8. */
export type Encoding = 'utf-8' | 'windows-1252'

export interface CsvOptions extends RowLimits {
  progress?: Progress
  encoding?: Encoding
  /** Past this many characters a "line" is no row but a file of another kind, which must not fill the memory. */
  longestLine?: number
}

/**
 * Reads a CSV file row by row: UTF-8 with or without byte order mark (or the encoding given), any line endings, plain or gzip
 * (told by its first bytes, not by its name). Holds one row and one block at a time, however long the file. Blank lines are
 * left out. Throws FileFault when there is no file, when it is of another kind or when it breaks off.
 */
export async function* readCsv(path: string, options: CsvOptions = {}): AsyncGenerator<CsvRow> {
  const { size, bytes, file } = await openBytes(path)
  const take = rowsOf(options)
  for await (const lines of linesOf(bytes, file, options)) {
    for (const line of lines) yield* take(line)
    options.progress?.(file.bytesRead, size)
  }
  yield* take(undefined)
}

/**
 * UTF-8, or Windows-1252 when the file's bytes are not meant as UTF-8: more of them break its rules than keep to them, plain
 * English letters aside. A few broken bytes do not make a file another one: they read as U+FFFD. Reads all of the file.
 * Throws FileFault as `readCsv` does.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const { bytes, file } = await openBytes(path)
  const decoder = new TextDecoder()
  let [good, broken] = [0, 0]
  const count = (text: string, written: number) => {
    const marks = text.match(/[^\0-\x7f]/gu) ?? []
    const replaced = marks.filter((mark) => mark === '\uFFFD').length - written
    broken += replaced
    good += marks.length - replaced
  }
  try {
    for await (const block of bytes as AsyncIterable<Buffer>)
      count(decoder.decode(block, { stream: true }), replacementsIn(block))
    count(decoder.decode(), 0)
    return broken > good ? 'windows-1252' : 'utf-8'
  } catch (error) {
    throw new FileFault(`the file is damaged or breaks off (${(error as Error).message})`)
  } finally {
    file.destroy()
  }
}

/** How often a file says U+FFFD itself, in good UTF-8, because it was mangled before. */
function replacementsIn(block: Buffer): number {
  let found = 0
  for (let at = block.indexOf('\uFFFD'); at >= 0; at = block.indexOf('\uFFFD', at + 3)) found++
  return found
}

async function openBytes(path: string) {
  const { size, gzip } = await look(path)
  const file = createReadStream(path)
  return { size, file, bytes: gzip ? file.pipe(createGunzip()) : file }
}

async function look(path: string): Promise<{ size: number; gzip: boolean }> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new FileFault(error.code === 'ENOENT' ? 'there is no such file' : `the file cannot be opened (${error.code})`)
  })
  try {
    const about = await handle.stat()
    if (!about.isFile()) throw new FileFault('this is not a file')
    const { buffer } = await handle.read({ buffer: Buffer.alloc(4), position: 0 })
    if (buffer.toString('latin1', 0, 2) === 'PK')
      throw new FileFault('this is a zip archive or a spreadsheet: unpack it, or save it as CSV (UTF-8)')
    const utf16 = buffer.readUInt16BE() === 0xfffe || buffer.readUInt16BE() === 0xfeff
    if (utf16) throw new FileFault('the file is in UTF-16: save it as CSV (UTF-8)')
    return { size: about.size, gzip: buffer.readUInt16BE() === 0x1f8b }
  } finally {
    await handle.close()
  }
}

async function* linesOf(
  bytes: AsyncIterable<Buffer>,
  file: ReadStream,
  { encoding, longestLine = 1_000_000 }: CsvOptions,
): AsyncGenerator<string[]> {
  const decoder = new TextDecoder(encoding) // takes the byte order mark away; what is not UTF-8 becomes U+FFFD, for which rows are refused
  let rest = ''
  try {
    for await (const block of bytes) {
      const lines = (rest + decoder.decode(block, { stream: true })).split(/\r\n|\n|\r(?=[^])/)
      rest = lines.pop()!
      yield lines
      if (rest.length > longestLine)
        throw new FileFault(`this is not a CSV file: a line has more than ${MILLIONS.format(longestLine)} characters`)
    }
  } catch (error) {
    if (error instanceof FileFault) throw error
    throw new FileFault(`the file is damaged or breaks off (${(error as Error).message})`)
  } finally {
    file.destroy()
  }
  rest += decoder.decode()
  if (rest) yield [rest.replace(/\r$/, '')]
}

const MILLIONS = new Intl.NumberFormat('en-GB', { notation: 'compact', compactDisplay: 'long' })
