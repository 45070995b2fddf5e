import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { OutwardFault } from './outward-fault.ts'

/**
 * The body of an answer as text in UTF-8, unpacked, piece by piece: a packed bomb is never whole in memory. Throws an
 * `OutwardFault` past `largest` octets, for a packing that is not known, and for a body that breaks off.
 */
export async function* plainText(
  { headers, body }: Pick<Dispatcher.ResponseData, 'headers' | 'body'>,
  largest: number,
): AsyncGenerator<string> {
  const packing = String(headers['content-encoding'] ?? '')
    .trim()
    .toLowerCase()
  if (!(packing in UNPACK)) throw new OutwardFault(`It is packed in a way that is not read: "${packing.slice(0, 40)}"`)
  const unpack = UNPACK[packing]?.()
  body.on('error', (error: Error) => unpack?.destroy(error)) // of a body that nobody reads any more too
  const octets: AsyncIterable<Uint8Array> = unpack ? body.pipe(unpack) : body
  const decoder = new TextDecoder()
  let size = 0
  try {
    for await (const part of octets) {
      size += part.length
      if (size > largest) throw new OutwardFault(`The answer is larger than ${Math.round(largest / 1024 / 1024)} MB`)
      yield decoder.decode(part, { stream: true })
    }
    const rest = decoder.decode()
    if (rest) yield rest
  } finally {
    body.destroy()
    unpack?.destroy()
  }
}

const UNPACK: Record<string, (() => Transform) | undefined> = {
  '': undefined,
  identity: undefined,
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
}
