type Fields = Record<string, unknown>

/** What Open Referral UK 1.0 calls otherwise than 3.0, wherever it stands in a service. */
const RENAMED: Readonly<Record<string, string>> = {
  regular_schedules: 'schedules',
  regular_schedule: 'schedules',
  service_taxonomys: 'attributes',
  physical_addresses: 'addresses',
  accessibility_for_disabilities: 'accessibility',
  taxonomy: 'taxonomy_term',
  language: 'name',
  opens: 'opens_at',
  closes: 'closes_at',
}

/** Where those names are looked for: a list, or the thing itself. */
const PLACES = [
  'service_at_locations',
  'location',
  'regular_schedules',
  'regular_schedule',
  'service_taxonomys',
  'languages',
]

/** The lists that only version 1.0 has. */
const OLD_FIELDS = [
  'regular_schedules',
  'service_taxonomys',
  'eligibilitys',
  'link_taxonomies',
  'attending_access',
  'deliverable_type',
]

/**
 * A service of Open Referral UK 1.0 in the shape of 3.0; any other as it is. `fromOldList`: it stood in a list of 1.0, where
 * a service need not say its status, and active is meant.
 */
export function inVersion3(service: Fields, fromOldList: boolean): Fields {
  if (!fromOldList && !OLD_FIELDS.some((field) => field in service)) return service
  const { eligibilitys, link_taxonomies, ...others } = service
  const renamed = rename(others)
  const criteria = listOf(eligibilitys)
  const words = criteria.flatMap(({ eligibility }) => (typeof eligibility === 'string' ? [eligibility] : []))
  const terms = [link_taxonomies, ...criteria.flatMap((one) => [one.taxonomys, one.link_taxonomies])].flatMap(listOf)
  return {
    status: 'active',
    ...ages(criteria),
    ...(words.length > 0 && { eligibility_description: words.join('\n') }),
    ...renamed,
    ...(terms.length > 0 && { attributes: [...listOf(renamed.attributes), ...terms.map(asAttribute)] }),
    ...(Array.isArray(renamed.schedules) && { schedules: renamed.schedules.map(withDay) }),
  }
}

/** The name that a field has in the record itself, for whoever must mend it: "regular_schedules", not "schedules". */
export function namesInRecord(record: unknown, path: readonly PropertyKey[]): PropertyKey[] {
  let at: unknown = record
  return path.map((step) => {
    const fields = typeof at === 'object' && at !== null ? (at as Fields) : {}
    const name =
      step in fields ? step : (Object.keys(RENAMED).find((old) => RENAMED[old] === step && old in fields) ?? step)
    at = fields[name as string]
    return name
  })
}

function rename(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      const inside = PLACES.includes(key)
        ? Array.isArray(value)
          ? value.map(renameInside)
          : renameInside(value)
        : value
      const name = RENAMED[key]
      return [name !== undefined && !(name in fields) ? name : key, inside]
    }),
  )
}

function renameInside(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const inside = rename(value as Fields)
  return Array.isArray(inside.schedules) ? { ...inside, schedules: inside.schedules.map(withDay) } : inside
}

/** The youngest and the oldest of several criteria. */
function ages(criteria: readonly Fields[]): Fields {
  const of = (field: string) =>
    criteria.flatMap((one) => (one[field] === undefined || one[field] === null ? [] : [one[field]]))
  const least = of('minimum_age')
  const most = of('maximum_age')
  const extreme = (found: unknown[], pick: (...n: number[]) => number) =>
    found.length > 1 && found.every((age) => typeof age === 'number') ? pick(...found) : found[0]
  return {
    ...(least.length > 0 && least.length === criteria.length && { minimum_age: extreme(least, Math.min) }),
    ...(most.length > 0 && most.length === criteria.length && { maximum_age: extreme(most, Math.max) }),
  }
}

const asAttribute = (link: Fields): Fields =>
  'taxonomy' in link ? { taxonomy_term: link.taxonomy } : { taxonomy_term: link }

/** 1.0 may say the day as a number from 1 (Monday), or in a field of its own. */
function withDay(schedule: unknown): unknown {
  if (typeof schedule !== 'object' || schedule === null) return schedule
  const { weekday, day, ...others } = schedule as Fields
  const said = weekday ?? day
  if (said === undefined || 'byday' in others) return schedule
  const code = typeof said === 'number' ? CODES[said - 1] : said
  return { ...others, ...(code !== undefined && { byday: code }) }
}

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const listOf = (value: unknown): Fields[] =>
  (Array.isArray(value) ? value : []).filter((one): one is Fields => typeof one === 'object' && one !== null)
