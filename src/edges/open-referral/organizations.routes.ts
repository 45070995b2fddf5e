import type { FastifyInstance } from 'fastify'
import {
  countPublishedOrganisations,
  findPublishedOrganisation,
  listPublishedOrganisations,
  type OfServices,
  type PublishedOrganisation,
  type PublishedService,
} from '#registers/directory/index.ts'
import { addList, addOne } from './list.routes.ts'
import { BASE } from './open-to-all.ts'
import { briefOrganizationJson, organizationJson } from './organization-json.rules.ts'
import type { Parameters } from './parameters.rules.ts'
import { fullServiceJson } from './service-json.rules.ts'

const URL = `${BASE}/organizations`

interface WantedOrganisations {
  search?: string
  services: OfServices
}

/** `GET /organizations` and `GET /organizations/{id}`: those that offer something in the feed. */
export function addOrganizationRoutes(app: FastifyInstance): void {
  addList<WantedOrganisations, PublishedOrganisation>(app, {
    url: URL,
    read: (asked) => ({
      search: asked.text('search'),
      services: servicesIn(asked, asked.yes('full') ? 'named' : 'none'),
    }),
    count: (tx, { search }) => countPublishedOrganisations(tx, search),
    rows: (tx, { search, services }, window) => listPublishedOrganisations(tx, search, window, services),
    json: (row, { services }, now) => (services === 'none' ? briefOrganizationJson(row) : fullJson(row, now)),
    // Whole services of many organisations are heavy.
    perPage: (asked) => (asked.yes('full_service') ? { usual: 50, most: 100 } : undefined),
  })
  addOne(
    app,
    URL,
    (tx, id, asked) => {
      const services = servicesIn(asked, 'named')
      asked.refuse()
      return findPublishedOrganisation(tx, id, services)
    },
    fullJson,
  )
}

const servicesIn = (asked: Parameters, otherwise: OfServices): OfServices =>
  asked.yes('full_service') ? 'full' : otherwise

const fullJson = (o: PublishedOrganisation, now: Date) => ({
  ...organizationJson(o),
  services: o.services?.map((service) =>
    isWhole(service) ? { ...fullServiceJson(service, now), organization: undefined } : service,
  ),
})

const isWhole = (service: object): service is PublishedService => 'parts' in service
