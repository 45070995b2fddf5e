import { sayAccess } from '../listing/access.rules.ts'
import { shownText } from '../listing/listing.rules.ts'
import { Prose } from './prose.pages.tsx'
import { Section } from './section.pages.tsx'
import type { ServiceDetails } from './service.queries.ts'

/** Buses, doors and steps at each of its places, and what nobody told us about them. */
export function GettingThere({ service }: { service: ServiceDetails }) {
  const told = visitsOf(service)
  const somewhere = told.some(({ isPlace }) => isPlace)
  if (told.every(({ known, bus, notes }) => known.length === 0 && !bus && !notes) && (!somewhere || told.length > 1))
    return null
  return (
    <Section title="Getting there and getting in">
      <Visits told={told} />
    </Section>
  )
}

/** The same without a heading of its own; a place's name is a heading where there are several. */
export const Visits = ({ told }: { told: readonly Visit[] }) =>
  told.map(({ key, name, isPlace, known, unknown, bus, notes }) => (
    <div key={key}>
      {told.length > 1 && <h3 className="nhsuk-heading-s">{name}</h3>}
      {bus && <p>{bus}</p>}
      {known.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {known.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {notes && <Prose text={notes} headings="h4" />}
      {isPlace && !notes && unknown.length > 0 && (
        <p className="trellis-quiet">We have not been told about {OR.format(unknown)}. Ask before you go.</p>
      )}
    </div>
  ))

export type Visit = ReturnType<typeof visitsOf>[number]

/** What is known of going to each of its places; of the service itself where it has none. */
export function visitsOf(service: ServiceDetails) {
  const places = service.locations.filter((l) => l.locationType === 'physical')
  const own = { key: '', name: undefined, isPlace: false, place: {} }
  const visits =
    places.length > 0
      ? places.map((l) => ({ key: l.id, name: addressOf(l)[0], isPlace: true, place: l.access }))
      : [own]
  return visits.map((v) => ({ ...v, ...sayAccess(v.place, service.access), ...waysTo(v.place, service.access) }))
}

const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' })
type Ways = ServiceDetails['access']
const waysTo = (place: Ways, own: Ways) => ({
  bus: shownText(own.transport) ?? shownText(place.transport),
  notes: shownText(own.accessNotes) ?? shownText(place.accessNotes),
})

/** The lines of an address, each once: sources often repeat the name of the place in it. */
export function addressOf({ name, address1, address2, city, postcode }: ServiceDetails['locations'][number]): string[] {
  return [...new Set([name, address1, address2, city, postcode].flatMap((line) => shownText(line) ?? []))]
}
