import type { FastifyInstance } from 'fastify'
import {
  type ChangedService,
  countPublishedServices,
  findPublishedService,
  listChangedServices,
  listPublishedServices,
  type PublishedService,
} from '#registers/directory/index.ts'
import { addList, addOne } from './list.routes.ts'
import { BASE } from './open-to-all.ts'
import { changedServiceJson, fullServiceJson, serviceJson } from './service-json.rules.ts'
import { readWanted, type WantedServices } from './wanted-services.ts'

const URL = `${BASE}/services`

/** With `minimal`, so many fit on a page that most directories are one page. */
const MINIMAL = { usual: 20_000, most: 20_000 }

/** `GET /services` and `GET /services/{id}`. */
export function addServiceRoutes(app: FastifyInstance): void {
  addList<WantedServices, PublishedService | ChangedService>(app, {
    url: URL,
    read: readWanted,
    count: countPublishedServices,
    rows: (tx, want, window) =>
      want.shape === 'minimal'
        ? listChangedServices(tx, want, window)
        : listPublishedServices(tx, want, window, want.shape),
    json: (row, { shape }, now) =>
      shape === 'minimal'
        ? changedServiceJson(row)
        : (shape === 'full' ? fullServiceJson : serviceJson)(row as PublishedService, now),
    perPage: (asked) => (asked.yes('minimal') ? MINIMAL : undefined),
  })
  addOne(app, URL, findPublishedService, fullServiceJson)
}
