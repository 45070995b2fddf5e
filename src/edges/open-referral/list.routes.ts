import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { type Id, isId } from '#platform/ids.ts'
import type { Window } from '#registers/directory/index.ts'
import { known } from './formats.rules.ts'
import { pageOf } from './page.rules.ts'
import { Parameters } from './parameters.rules.ts'
import { sendJson } from './send-json.ts'

/** What a list is of: `Want` is what may be asked of it. Rows come in the order of their ids. */
export interface ListOf<Want, Row extends { id: Id }> {
  url: string
  /** Reads what is asked; faults are remembered in `asked`. */
  read(asked: Parameters, tx: Tx): Promise<Want> | Want
  count(tx: Tx, want: Want): Promise<number>
  rows(tx: Tx, want: Want, window: Window): Promise<Row[]>
  json(row: Row, want: Want, now: Date): object
  /** How many on a page; 50 and 500 when not said. */
  perPage?: (asked: Parameters) => { usual: number; most: number } | undefined
}

const PER_PAGE = { usual: 50, most: 500 }

/** `GET` of a list: pages of JSON, or all of it as one stream of lines with `format=ndjson`. */
export function addList<Want, Row extends { id: Id }>(app: FastifyInstance, list: ListOf<Want, Row>): void {
  app.get(list.url, { config: { policy: 'public' } }, async (request, reply) => {
    const asked = new Parameters(request.query)
    if (asked.oneOf('format', ['json', 'ndjson']) === 'ndjson') return sendLines(request, reply, list, asked)
    const { usual, most } = list.perPage?.(asked) ?? PER_PAGE
    const page = asked.whole('page', 1, 1_000_000) ?? 1
    const perPage = asked.whole('per_page', 1, most) ?? usual
    return sendJson(request, reply, await readPage(request.context, list, asked, { page, perPage }))
  })
}

const readPage = <Want, Row extends { id: Id }>(
  ctx: Context,
  list: ListOf<Want, Row>,
  asked: Parameters,
  { page, perPage }: { page: number; perPage: number },
): Promise<object> =>
  ctx.transaction(async (tx) => {
    const want = await list.read(asked, tx)
    asked.refuse()
    const [total, rows] = await Promise.all([
      list.count(tx, want),
      list.rows(tx, want, { skip: (page - 1) * perPage, limit: perPage }),
    ])
    const contents = rows.map((row) => known(list.json(row, want, tx.now())))
    return pageOf(contents, total, { page, perPage })
  })

async function sendLines<Want, Row extends { id: Id }>(
  request: FastifyRequest,
  reply: FastifyReply,
  list: ListOf<Want, Row>,
  asked: Parameters,
): Promise<FastifyReply> {
  const { context: ctx, method } = request
  const want = await ctx.transaction(async (tx) => list.read(asked, tx))
  asked.refuse()
  reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-cache')
  return reply.send(method === 'HEAD' ? '' : Readable.from(linesOf(ctx, list, want), { objectMode: false }))
}

const AT_ONCE = 200

/** Read piece by piece as fast as they are taken, each a transaction of its own: memory does not grow with the list. */
async function* linesOf<Want, Row extends { id: Id }>(
  ctx: Context,
  list: ListOf<Want, Row>,
  want: Want,
): AsyncGenerator<string> {
  for (let after: Id | undefined; ;) {
    const window: Window = { after, limit: AT_ONCE }
    const rows = await ctx.transaction((tx) => list.rows(tx, want, window))
    const now = ctx.now()
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(known(list.json(row, want, now)))}\n`).join('')
    after = rows.at(-1)?.id
    if (rows.length < AT_ONCE) return
  }
}

/** `GET` of one thing by its id; 404 for an id that is none, and for one that is not ours to give. */
export function addOne<Row>(
  app: FastifyInstance,
  url: string,
  find: (tx: Tx, id: Id, asked: Parameters) => Promise<Row | undefined>,
  json: (row: Row, now: Date) => object,
): void {
  app.get<{ Params: { id: string } }>(`${url}/:id`, { config: { policy: 'public' } }, async (request, reply) => {
    const id = request.params.id.toLowerCase()
    if (!isId(id)) throw new NotFound()
    const { context: ctx } = request
    const found = await ctx.transaction((tx) => find(tx, id, new Parameters(request.query)))
    if (!found) throw new NotFound()
    return sendJson(request, reply, known(json(found, ctx.now())))
  })
}
