import type { FastifyInstance } from 'fastify'
import {
  countPublishedPlaces,
  findPublishedPlace,
  listPublishedPlaces,
  type PublishedPlace,
  type PublishedService,
} from '#registers/directory/index.ts'
import { addList, addOne } from './list.routes.ts'
import { briefLocationJson, placeJson } from './location-json.rules.ts'
import { BASE } from './open-to-all.ts'
import { fullServiceJson, serviceJson } from './service-json.rules.ts'
import { readWanted, type WantedServices } from './wanted-services.ts'

const URL = `${BASE}/service_at_locations`

type Placed = PublishedPlace & { service: PublishedService }

/** `GET /service_at_locations` and `GET /service_at_locations/{id}`: a service for each place that it meets at. */
export function addServiceAtLocationRoutes(app: FastifyInstance): void {
  addList<WantedServices, Placed>(app, {
    url: URL,
    read: readWanted,
    count: countPublishedPlaces,
    rows: (tx, want, window) => listPublishedPlaces(tx, want, window, want.shape === 'full' ? 'full' : 'brief'),
    json: (row, { shape }, now) => (shape === 'full' ? fullJson : briefJson)(row, now),
  })
  addOne(app, URL, findPublishedPlace, fullJson)
}

const briefJson = (placed: Placed, now: Date) => ({
  ...placeJson(placed.service.id, placed),
  location: briefLocationJson(placed.location),
  service: serviceJson(placed.service, now),
})

/** The service's other places are not repeated in it. */
const fullJson = (placed: Placed, now: Date) => ({
  ...placeJson(placed.service.id, placed),
  service: { ...fullServiceJson(placed.service, now), service_at_locations: undefined },
})
