import { type Id, idFrom } from '#platform/ids.ts'
import { readCost } from '../listing/cost.rules.ts'
import type { Listing, Location, Mode, Provider } from '../listing/listing.type.ts'
import type { Need } from '../needs.ts'
import { type Cell, type Row, type Rows, valueOf } from './cell.rules.ts'
import { type Fault, FieldReader, quoted } from './field-reader.rules.ts'
import { emptyWords, type Mapping } from './mapping.rules.ts'
import { readOpeningTimes } from './opening-times.rules.ts'

/** The rows that make one service, with what they point to in related files. */
export interface ServiceRows {
  /** Its id in the source. */
  record: string
  rows: readonly Row[]
  /** The same as they were written. */
  raw: readonly Row[]
  /** By the name of the related file; a service may have several places. */
  related: Readonly<Record<string, readonly { id: string; row: Row }[]>>
  /** Another service of the file has the same name. */
  nameIsRepeated: boolean
}

export interface ReadService {
  /** Undefined when it lacks what every service must have. */
  listing?: Listing
  provider?: Provider
  faults: Fault[]
  /** What is wrong in the rows that it points to, by the name of the related file and the id in it. */
  relatedFaults: { of: string; id: string; faults: Fault[] }[]
}

/** Rows of a spreadsheet as a listing, after its mapping. Nothing is added that neither of them says. */
export function listingOfRows(service: ServiceRows, mapping: Mapping, sourceId: Id): ReadService {
  const isEmpty = emptyWords(mapping)
  const rows: Rows = {
    own: service.rows,
    related: mapValues(service.related, (found) => found[0]?.row),
  }
  const read = new FieldReader(rows, isEmpty)
  const to = mapping.service
  const name = (service.nameIsRepeated && read.name(to.nameWhenRepeated)) || read.name(to.name)
  if (!name) {
    read.fault(to.name, 'is empty: the service is not stored')
    return { faults: read.faults, relatedFaults: [] }
  }
  const relatedFaults: ReadService['relatedFaults'] = []
  const inRelated = <T>(of: string | undefined, make: (reader: FieldReader, id: string) => T): T[] => {
    if (of === undefined) return [make(read, service.record)]
    return (service.related[of] ?? []).map(({ id, row }) => {
      const reader = new FieldReader({ own: [row], related: rows.related }, isEmpty)
      const made = make(reader, id)
      if (reader.faults.length > 0) relatedFaults.push({ of, id, faults: reader.faults })
      return made
    })
  }
  const provider = mapping.provider
    ? inRelated(mapping.provider.of, (reader, id) => providerOf(reader, mapping.provider!, id, sourceId))[0]
    : undefined
  const locations = mapping.location
    ? inRelated(mapping.location.of, (reader, id) => locationOf(reader, mapping.location!, id, sourceId))
    : []
  const listing: Listing = {
    id: idFrom(sourceId, 'service', service.record),
    sourceId,
    sourceRecord: service.record,
    providerId: provider?.id,
    name,
    alternateName: read.name(to.alternateName),
    ...aboutOf(read, mapping),
    ...audienceOf(read, mapping),
    ...costOf(read, mapping),
    ...reachedBy(read, mapping),
    schedules: schedulesOf(read, to.times),
    joinWay: read.word(to.joinWay, ['drop in', 'ring first', 'self', 'link worker']),
    joinText: read.text(to.joinText),
    modes: modesOf(read, mapping),
    ...sortedOf(read, mapping, rows),
    checkedOn: read.day(to.checkedOn),
    languages: read.list(to.languages ? [to.languages] : []).map((language) => ({ name: language })),
    locations: locations.filter((location) => location !== undefined),
    raw: { rows: service.raw, related: mapValues(service.related, (found) => found.map(({ row }) => row)) },
  }
  return { listing, ...(provider && { provider }), faults: read.faults, relatedFaults }
}

const mapValues = <A, B>(from: Readonly<Record<string, A>>, make: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, make(value)]))

function aboutOf(read: FieldReader, { service: to }: Mapping) {
  const summary = read.text(to.summary)
  const description = read.text(to.description)
  return {
    // Many sheets repeat the beginning of the description as a summary: said once is enough.
    summary: description && summary && plain(description).startsWith(plain(summary)) ? undefined : summary,
    description,
    status: read.word(to.status, ['active', 'inactive', 'defunct', 'temporarily closed']) ?? ('active' as const),
    alert: read.text(to.alert),
    accreditations: read.text(to.accreditations),
  }
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

function audienceOf(read: FieldReader, { service: to }: Mapping) {
  const { words, ...ages } = read.ages(to.ages)
  const from = read.ages(to.minimumAge).minimumAge
  const until = read.ages(to.maximumAge).maximumAge
  if (from !== undefined && until !== undefined && from > until) {
    read.fault(to.maximumAge, `${until} is below the least age, ${from}: both left out`)
    return { whoFor: read.short(to.whoFor) ?? words, eligibility: read.text(to.eligibility) }
  }
  return {
    whoFor: read.short(to.whoFor) ?? words,
    eligibility: read.text(to.eligibility),
    minimumAge: ages.minimumAge ?? from,
    maximumAge: ages.maximumAge ?? until,
  }
}

function costOf(read: FieldReader, { service: to }: Mapping) {
  const fees = read.text(to.fees)
  const said = readCost(fees, [])
  const costAmount = read.number(to.costAmount, 0, 100_000) ?? said.amount ?? undefined
  const costKind = read.word(to.costKind, ['free', 'donation', 'paid']) ?? said.kind ?? undefined
  if (costKind === 'free' && /£\s?\d/.test(fees ?? '')) {
    // Somebody without money must not be sent to something that costs.
    read.fault(to.fees, `${quoted(fees!)} names a price, and the sheet says it is free: only the words are shown`)
    return { fees }
  }
  return { fees, costKind, costAmount }
}

function reachedBy(read: FieldReader, { service: to }: Mapping) {
  const contacts = [to.contact, to.email, to.telephone].map((from) => read.contact(from))
  const [email, ...more] = new Set(contacts.flatMap(({ emails }) => emails))
  const telephones = [...new Set(contacts.flatMap((c) => c.telephones))]
  return {
    url: read.link(to.url),
    email,
    contacts: more.map((other) => ({ email: other })),
    telephones: telephones.map((number) => ({ number })),
  }
}

function schedulesOf(read: FieldReader, from: Cell | undefined): Listing['schedules'] {
  const words = read.text(from)
  if (!words) return []
  if (words.length > LONGEST_TIMES) return [{ description: words }]
  const { schedules, faults } = readOpeningTimes(words)
  for (const fault of faults) read.fault(from, `${fault}: kept as words`)
  return schedules
}

/** Longer than this it is a leaflet, not a time. */
const LONGEST_TIMES = 2_000

const MODES: readonly Mode[] = ['in person', 'online', 'telephone', 'home visit']

const modesOf = (read: FieldReader, { service: to }: Mapping): Mode[] => [
  ...new Set(to.modes.flatMap((from) => read.word(from, MODES) ?? [])),
]

/** Its categories, and the needs that the mapping finds by them and by its words. */
function sortedOf(read: FieldReader, { service: to, needs }: Mapping, rows: Rows) {
  const categories = read
    .list(to.categories)
    .flatMap((words) => words.split(/[,;|\n]/))
    .flatMap((word) => word.trim() || [])
  const byCategory = new Map(Object.entries(needs.byCategory).map(([category, of]) => [category.toLowerCase(), of]))
  const words = needs.in === undefined ? '' : valueOf(needs.in, rows)
  const found = new Set<Need>([
    ...needs.always,
    ...categories.flatMap((category) => byCategory.get(category.toLowerCase()) ?? []),
    ...needs.byWords.flatMap((by) => (by.words.some((word) => says(words, word)) ? by.needs : [])),
  ])
  return { categories: [...new Set(categories)], needs: [...found] }
}

/** Whether a text has a word or words, as whole words; a "*" at its end stands for any ending. */
function says(text: string, word: string): boolean {
  const start = word.replace(/\*$/, '').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(
    String.raw`(?<![\p{L}\d])${start}${word.endsWith('*') ? '' : String.raw`(?![\p{L}\d])`}`,
    'iu',
  ).test(text)
}

function providerOf(
  read: FieldReader,
  to: NonNullable<Mapping['provider']>,
  related: string,
  sourceId: Id,
): Provider | undefined {
  const name = read.name(to.name)
  if (!name) return undefined
  const record = (to.id && read.short(to.id)) ?? (to.of ? related : name.toLowerCase())
  const charityNumber = read.short(to.charityNumber)
  return {
    id: idFrom(sourceId, 'organization', record),
    sourceId,
    sourceRecord: record,
    name,
    kind: charityNumber ? 'charity' : 'other',
    charityNumber,
    companyNumber: read.short(to.companyNumber),
    description: read.text(to.description),
    website: read.link(to.url),
    email: read.contact(to.email).emails[0],
    telephone: read.contact(to.telephone).telephones[0],
  }
}

function locationOf(
  read: FieldReader,
  to: NonNullable<Mapping['location']>,
  record: string,
  sourceId: Id,
): Location | undefined {
  const address = {
    ...addressLines(read.short(to.address)),
    ...given({ address1: read.short(to.address1), address2: read.short(to.address2), city: read.short(to.city) }),
    ...given({ name: read.name(to.name), county: read.short(to.county), postcode: read.postcode(to.postcode) }),
  }
  const point = pointOf(read, to)
  if (Object.keys(address).length === 0 && !point) return undefined
  return {
    id: idFrom(sourceId, 'location', record),
    sourceRecord: record,
    ...address,
    ...point,
    stepFree: read.word(to.stepFree, ['yes', 'partly', 'no']),
    hearingLoop: read.yesOrNo(to.hearingLoop),
    toilet: read.yesOrNo(to.toilet),
    parking: read.yesOrNo(to.parking),
    transport: read.text(to.transport),
    accessNotes: read.text(to.accessNotes),
  }
}

const given = <T extends object>(facts: T) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>

/** "Central Library, Le Mans Crescent, Bolton": the first line, what lies between, the town last. */
function addressLines(address: string | undefined): Partial<Location> {
  const lines = (address ?? '').split(/[,\n]/).flatMap((line) => line.trim() || [])
  const [address1, ...others] = lines
  const city = others.pop()
  return given({ address1, address2: others.join(', ') || undefined, city })
}

function pointOf(read: FieldReader, to: NonNullable<Mapping['location']>) {
  const latitude = read.number(to.latitude, -90, 90)
  const longitude = read.number(to.longitude, -180, 180)
  if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0)) return undefined
  return { latitude, longitude }
}
