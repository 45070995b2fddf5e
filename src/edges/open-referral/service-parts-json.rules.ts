import type { Day } from '#platform/days.ts'
import { idFrom, isId } from '#platform/ids.ts'
import {
  languageName,
  type PublishedParts,
  type PublishedService,
  saySpace,
  spaceOn,
} from '#registers/directory/index.ts'
import { email, said, uri } from './formats.rules.ts'
import { placeJson } from './location-json.rules.ts'
import { organizationJson } from './organization-json.rules.ts'
import { scheduleJson } from './schedule-json.rules.ts'
import { attributesJson } from './term-json.rules.ts'

/** The lists that hang on a service, and its organisation with its own. */
export function partsJson(s: PublishedService, today: Day) {
  const parts = s.parts!
  const of = { service_id: s.id }
  return {
    organization: s.organisation && organizationJson(s.organisation),
    schedules: parts.schedules.map((schedule) => scheduleJson(s.id, schedule)),
    service_areas: parts.areas.map((a) => ({
      id: a.id,
      ...of,
      name: said(a.name),
      service_area: said(a.name),
      extent: a.extent,
      extent_type: a.extentType,
      uri: uri(a.uri),
    })),
    service_at_locations: parts.places.map((place) => placeJson(s.id, place)),
    languages: parts.languages.map((l) => ({
      id: l.id,
      ...of,
      code: l.code,
      name: languageName(l),
      note: said(l.note),
    })),
    funding: fundingJson(s),
    cost_options: costsJson(s),
    contacts: contactsJson(s, parts),
    phones: parts.telephones.filter((t) => !t.contactId).map(phoneJson),
    attributes: attributesJson(s.id, s.needs, parts.terms),
    capacities: capacitiesJson(s, today),
  }
}

/** Where nobody gave prices but the cost is clear, one price that says so. */
function costsJson({ id, parts, costKind, costAmount, fees }: PublishedService) {
  const given = parts!.costOptions.map((c) => ({
    id: c.id,
    service_id: id,
    valid_from: c.validFrom,
    valid_to: c.validTo,
    option: said(c.option),
    amount: c.amount,
    currency: c.currency,
    amount_description: said(c.amountDescription),
  }))
  const amount = costKind === 'free' ? 0 : costKind === 'paid' ? costAmount : null
  if (given.length > 0 || amount === null) return given
  return [{ id: idFrom(id, 'cost'), service_id: id, amount, currency: 'GBP', amount_description: said(fees) }]
}

/** The UK profile knows telephones only under a contact: those of nobody in particular stand under one without a name too. */
function contactsJson(s: PublishedService, { contacts, telephones }: PublishedParts) {
  const named = contacts.map((c) => ({
    id: c.id,
    service_id: s.id,
    name: said(c.name),
    title: said(c.title),
    department: said(c.department),
    email: email(c.email),
    phones: telephones.filter((t) => t.contactId === c.id).map(phoneJson),
  }))
  const general = telephones.filter((t) => !t.contactId)
  if (general.length === 0) return named
  const id = idFrom(s.id, 'contact')
  const phones = general.map((t) => phoneJson({ ...t, contactId: id }))
  return [...named, { id, service_id: s.id, title: 'Enquiries', phones }]
}

/** An extension is a number in HSDS: one that is not quite stands in the description. */
function phoneJson(t: PublishedParts['telephones'][number]) {
  const extension = said(t.extension)
  const isNumber = extension !== undefined && /^[1-9]\d{0,9}$/.test(extension)
  return {
    id: t.id,
    contact_id: t.contactId,
    number: t.number,
    extension: isNumber ? Number(extension) : undefined,
    type: t.kind,
    description: [said(t.description), extension && !isNumber && `Extension ${extension}`].filter(Boolean).join('. '),
  }
}

const PLACE = { id: idFrom('trellis', 'unit', 'place'), name: 'place' }

/** Only where a number can be given, and only while it is believed: `trellis_space` says the rest. */
function capacitiesJson(s: PublishedService, today: Day) {
  const space = spaceOn(s.capacity, today)
  const available = space.state === 'full' || space.state === 'waiting list' ? 0 : space.places
  if (!s.capacity || space.state === 'unknown' || available === undefined) return []
  return [
    {
      id: s.capacity.id,
      service_id: s.id,
      unit_id: PLACE.id,
      unit: PLACE,
      available,
      description: saySpace(space, today),
      updated: `${s.capacity.confirmedOn}T00:00:00.000Z`,
    },
  ]
}

function fundingJson({ id, parts }: PublishedService) {
  const given = Array.isArray(parts!.funding) ? (parts!.funding as unknown[]) : []
  return given.flatMap((one, n) => {
    const { id: own, source } = (one ?? {}) as { id?: unknown; source?: unknown }
    if (typeof source !== 'string' || !said(source)) return []
    return [{ id: isId(own) ? own : idFrom(id, 'funding', String(n)), service_id: id, source }]
  })
}
