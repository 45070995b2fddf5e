import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

interface Asset {
  type: string
  raw: Buffer
  br?: Buffer
  gzip?: Buffer
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Everything that pages may load, by its URL: held in memory, never read from disk for a request. */
const assets = new Map<string, Asset>()

/**
 * Keeps a file for serving and gives its URL. The URL carries a hash of the content, so that browsers may keep the
 * file for ever. Throws for a kind of file that pages do not load.
 */
export function addAsset(name: string, content: Buffer | string): string {
  const kind = extname(name)
  const type = TYPES[kind]
  if (!type) throw new Error(`assets of kind ${kind || 'none'} are not served: ${name}`)
  const raw = Buffer.from(content)
  const hash = createHash('sha256').update(raw).digest('base64url').slice(0, 10)
  const url = `/assets/${basename(name, kind)}.${hash}${kind}`
  if (!assets.has(url)) assets.set(url, { type, raw })
  return url
}

/** Serves what `addAsset` keeps. Compressed copies are made once, after the port is open: the best takes 0.3 s. */
export function assetRoutes(app: FastifyInstance): void {
  app.get<{ Params: { '*': string } }>(
    '/assets/*',
    { config: { policy: 'public', withoutDatabase: true } },
    (request, reply) => {
      const asset = assets.get(`/assets/${request.params['*']}`)
      if (!asset) return reply.callNotFound()
      const [encoding, body] = chooseCopy(asset, request.headers['accept-encoding'] ?? '')
      if (encoding) reply.header('content-encoding', encoding)
      return reply
        .headers({
          'content-type': asset.type,
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'accept-encoding',
        })
        .send(body)
    },
  )
  app.addHook('onListen', () => {
    compressAll().catch((error: unknown) => app.log.error(error, 'assets are served uncompressed'))
  })
}

function chooseCopy(asset: Asset, accepted: string): [string | undefined, Buffer] {
  const codings = accepted.split(',').map((coding) => coding.trim().toLowerCase())
  const takes = (name: string) =>
    codings.some((coding) => coding === name || (coding.startsWith(`${name};`) && !/q=0(\.0*)?$/.test(coding)))
  if (asset.br && takes('br')) return ['br', asset.br]
  if (asset.gzip && takes('gzip')) return ['gzip', asset.gzip]
  return [undefined, asset.raw]
}

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify<Buffer, { level: number }, Buffer>(gzip)

async function compressAll(): Promise<void> {
  for (const asset of assets.values()) {
    if (asset.br || asset.type === TYPES['.png']) continue
    asset.gzip = await compressGzip(asset.raw, { level: 9 })
    asset.br = await compressBrotli(asset.raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  }
}
