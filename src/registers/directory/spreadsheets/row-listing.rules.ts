import { type Id, idFrom } from '#platform/ids.ts'
import { cleanWords } from '#platform/text.ts'
import { readCost } from '../listing/cost.rules.ts'
import type { Listing, Mode, Provider, Term } from '../listing/listing.type.ts'
import type { Need } from '../needs/needs.ts'
import { type Cell, type Row, type Rows, valueOf } from './cell.rules.ts'
import { type Fault, FieldReader, quoted } from './field-reader.rules.ts'
import { emptyWords, type Mapping } from './mapping.rules.ts'
import { readOpeningTimes } from './opening-times.rules.ts'
import { locationOf, providerOf } from './row-place.rules.ts'

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
    ...aboutOf(read, mapping, name),
    ...audienceOf(read, mapping),
    ...costOf(read, mapping),
    ...reachedBy(read, mapping),
    schedules: schedulesOf(read, to.times),
    joinWay: read.word(to.joinWay, ['drop in', 'ring first', 'self', 'link worker']),
    joinText: read.text(to.joinText),
    modes: modesOf(read, mapping),
    ...sortedOf(read, mapping, rows, sourceId),
    checkedOn: read.day(to.checkedOn),
    languages: read.list(to.languages ? [to.languages] : []).map((language) => ({ name: language })),
    locations: locations.filter((location) => location !== undefined),
    raw: { rows: service.raw, related: mapValues(service.related, (found) => found.map(({ row }) => row)) },
  }
  return { listing, ...(provider && { provider }), faults: read.faults, relatedFaults }
}

const mapValues = <A, B>(from: Readonly<Record<string, A>>, make: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, make(value)]))

function aboutOf(read: FieldReader, { service: to }: Mapping, name: string) {
  const summary = read.text(to.summary)
  const description = read.text(to.description)
  return {
    // Many sheets repeat the name or the beginning of the description as a summary: said once is enough.
    summary:
      summary && [name, description ?? ''].some((said) => plain(said).startsWith(plain(summary))) ? undefined : summary,
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
function sortedOf(read: FieldReader, { service: to, needs }: Mapping, rows: Rows, sourceId: Id) {
  const words = read.list(to.categories).flatMap((list) => list.split(/[,;|\n]/))
  const categories = [
    ...new Set(words.flatMap((word) => cleanWords(word).slice(0, LONGEST_CATEGORY).toWellFormed() || [])),
  ]
  const byCategory = new Map(Object.entries(needs.byCategory).map(([category, of]) => [category.toLowerCase(), of]))
  const text = needs.in === undefined ? '' : valueOf(needs.in, rows)
  const found = new Set<Need>([
    ...needs.always,
    ...categories.flatMap((category) => byCategory.get(category.toLowerCase()) ?? []),
    ...needs.byWords.flatMap((by) => (by.words.some((word) => says(text, word)) ? by.needs : [])),
  ])
  return { categories, terms: categories.map((category) => termOf(category, sourceId)), needs: [...found] }
}

const LONGEST_CATEGORY = 100

/** A category of the sheet, as other directories read it in our feed. */
const termOf = (name: string, sourceId: Id): Term => ({
  id: idFrom(sourceId, 'term', name.toLowerCase()),
  name,
  taxonomy: { id: idFrom(sourceId, 'taxonomy', 'categories'), name: 'Categories' },
})

/** Whether a text has a word or words, as whole words; a "*" at its end stands for any ending. */
function says(text: string, word: string): boolean {
  const start = word.replace(/\*$/, '').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(
    String.raw`(?<![\p{L}\d])${start}${word.endsWith('*') ? '' : String.raw`(?![\p{L}\d])`}`,
    'iu',
  ).test(text)
}
