import { type Id, idFrom } from '#platform/ids.ts'
import type { Location, Provider } from '../listing/listing.type.ts'
import type { FieldReader } from './field-reader.rules.ts'
import type { Mapping } from './mapping.rules.ts'

/** Who runs a service, out of its own row or a related one. */
export function providerOf(
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

/** Where a service is; undefined when its row says nothing of that. */
export function locationOf(
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
