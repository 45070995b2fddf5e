import { Button, InsetText, WarningCallout } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { type Day, dayOf, sayDay } from '#platform/days.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary, type SummaryRow } from '#ui/summary.tsx'
import { sayAccess } from './access.rules.ts'
import { sayCost, sayPounds } from './cost.rules.ts'
import {
  freshnessOf,
  languageName,
  mailLink,
  sayAges,
  sayFreshness,
  sayWhoFor,
  shownText,
  telephoneLink,
  webLink,
} from './listing.rules.ts'
import { Prose } from './prose.pages.tsx'
import { nextSession, sayNext, sayWhen, type Schedule } from './schedule.rules.ts'
import type { ServiceDetails } from './service.queries.ts'
import { saySpace, spaceOn } from './space.rules.ts'

interface ServiceProps {
  service: ServiceDetails
  now: Date
}

/** One listing, as somebody reads it who may go there: printed, it is a leaflet of one page. */
export function ServicePage({ shell, back, ...props }: ServiceProps & { shell: Shell; back?: string }) {
  const { service } = props
  const whoFor = sayWhoFor(service)
  return (
    <AppShell shell={shell} title={service.name} back={back} quickExit={service.needs.includes('safety')}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">
            {shownText(service.providerName) && service.providerName !== service.name && (
              <span className="nhsuk-caption-l">{service.providerName} </span>
            )}
            {service.name}
          </h1>
          <Closed {...props} />
          {shownText(service.alert) && <InsetText>{service.alert}</InsetText>}
          {shownText(service.summary) && <p className="nhsuk-lede-text">{service.summary}</p>}
          {whoFor && <p className="nhsuk-u-font-weight-bold">{whoFor}</p>}
          <Summary rows={factsOf(props)} />
          <RingButton service={service} />
          <WhatHappens service={service} />
          <FirstVisit service={service} />
          <StaffNote service={service} />
        </div>
        <div className="nhsuk-grid-column-one-third">
          <GettingThere service={service} />
          <WhoCanCome service={service} />
          <Contact service={service} />
          <About {...props} />
        </div>
      </div>
    </AppShell>
  )
}

/** Said before anything else: nobody should set out for it. */
function Closed({ service }: ServiceProps) {
  if (service.status === 'active') return null
  const forNow = service.status === 'temporarily closed'
  return (
    <WarningCallout>
      <WarningCallout.Heading>{forNow ? 'Closed for now' : 'No longer running'}</WarningCallout.Heading>
      <p>
        {forNow ? 'Ask when it starts again, or ' : 'We keep this page so that old links lead somewhere. You can '}
        <a href="/find">find something else near you</a>.
      </p>
    </WarningCallout>
  )
}

/** When, where, cost, space, joining, and whether it can be relied on: what decides whether one goes. */
function factsOf({ service, now }: ServiceProps): SummaryRow[] {
  const today = dayOf(now)
  const space = spaceOn(service.capacity, today)
  const freshness = freshnessOf(service.assuredOn, service.checkedOn, today)
  return [
    { key: 'When', value: <Sessions service={service} now={now} /> },
    { key: 'Where', value: <Where service={service} /> },
    { key: 'Cost', value: <Cost service={service} /> },
    { key: 'Space', value: saySpace(space, today) },
    { key: 'How to join', value: sayJoining(service) },
    {
      key: 'Up to date?',
      value: freshness.stale ? (
        <strong>{sayFreshness(freshness, today)}. Ring before you go.</strong>
      ) : (
        sayFreshness(freshness, today)
      ),
    },
  ]
}

function Sessions({ service, now }: ServiceProps) {
  const today = dayOf(now)
  const current = service.schedules.filter((s) => !(s.validTo && s.validTo < today) && !(s.until && s.until < today))
  const open = service.status === 'active'
  const next = open ? nextSession(current, now) : undefined
  if (current.length === 0) return <>Ask about times</>
  return (
    <>
      {current.map((schedule, n) => (
        <Session
          key={n}
          schedule={schedule}
          place={service.locations.length > 1 ? placeName(service, schedule.locationId) : undefined}
          today={today}
        />
      ))}
      {next && <p className="trellis-quiet nhsuk-u-margin-bottom-0">Next: {sayNext(next, today)}</p>}
    </>
  )
}

function Session({ schedule, place, today }: { schedule: Schedule; place?: string; today: Day }) {
  const when = sayWhen(schedule)
  const more = [schedule.description, schedule.notes]
    .flatMap((text) => shownText(text) ?? [])
    .filter((text) => text !== when)
  return (
    <p className="nhsuk-u-margin-bottom-2">
      {when}
      {place && `, at ${place}`}
      {schedule.validFrom && schedule.validFrom > today && `, from ${sayDay(schedule.validFrom, today)}`}
      {more.map((text) => (
        <span key={text} className="trellis-quiet">
          <br />
          {text}
        </span>
      ))}
    </p>
  )
}

const placeName = (service: ServiceDetails, id: string | null | undefined) => {
  const at = service.locations.find((location) => location.id === id)
  return shownText(at?.name) ?? shownText(at?.address1)
}

function Where({ service }: { service: ServiceDetails }) {
  const places = service.locations.filter((l) => l.locationType === 'physical')
  const ways = service.modes.filter((mode) => mode !== 'in person' || places.length === 0).map((mode) => MODES[mode])
  if (places.length === 0 && ways.length === 0) return <>Ask where it is</>
  return (
    <>
      {places.map((location) => (
        <p key={location.id} className="nhsuk-u-margin-bottom-2">
          {addressOf(location).join(', ')}
        </p>
      ))}
      {ways.map((way) => (
        <p key={way} className="nhsuk-u-margin-bottom-2">
          {way}
        </p>
      ))}
    </>
  )
}

const MODES = {
  'in person': 'In person: ask where',
  online: 'Online',
  telephone: 'By telephone',
  'home visit': 'At your home',
}

/** Each line once: sources often repeat the name of the place in its address. */
function addressOf({ name, address1, address2, city, postcode }: ServiceDetails['locations'][number]): string[] {
  return [...new Set([name, address1, address2, city, postcode].flatMap((line) => shownText(line) ?? []))]
}

function Cost({ service: { cost, costOptions } }: { service: ServiceDetails }) {
  const priced = costOptions.filter((o) => o.amount !== null || shownText(o.description))
  if (priced.length < 2) return <>{sayCost({ ...cost, fees: shownText(cost.fees) })}</>
  return (
    <>
      {shownText(cost.fees) && <p className="nhsuk-u-margin-bottom-2">{cost.fees}</p>}
      <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
        {priced.map((o, n) => (
          <li key={n}>{[shownText(o.option), priceOf(o)].filter(Boolean).join(': ')}</li>
        ))}
      </ul>
    </>
  )
}

function priceOf({ amount, currency, description }: ServiceDetails['costOptions'][number]): string | undefined {
  if (amount === null) return shownText(description)
  const price = amount === 0 ? 'free' : (currency ?? 'GBP') === 'GBP' ? sayPounds(amount) : `${amount} ${currency}`
  return [price, shownText(description)].filter(Boolean).join(' ')
}

const JOINING = {
  'drop in': 'Just come. You do not need to book',
  'ring first': 'Ring first',
  self: 'Ask to join yourself',
  'link worker': 'A link worker or your GP practice asks for you',
}

function sayJoining({ joinWay, joinText }: ServiceDetails): string {
  const text = shownText(joinText)
  if (!joinWay) return text ?? 'Get in touch and ask'
  return text ?? `${JOINING[joinWay]}.`
}

function RingButton({ service }: { service: ServiceDetails }) {
  const [first] = telephonesOf(service)
  if (!first?.href || service.status === 'inactive' || service.status === 'defunct') return null
  return <Button href={first.href}>Ring {first.text}</Button>
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="nhsuk-heading-m">{title}</h2>
    {children}
  </section>
)

function WhatHappens({ service }: { service: ServiceDetails }) {
  const text = shownText(service.description)
  if (!text || text === service.summary) return null
  return (
    <Section title="What happens there">
      <Prose text={text} headings="h3" />
    </Section>
  )
}

function FirstVisit({ service }: { service: ServiceDetails }) {
  const rows = [
    { key: 'Who meets you', value: shownText(service.meets) },
    { key: 'Which door', value: shownText(service.door) },
    { key: 'What happens', value: shownText(service.happens) },
    { key: 'Bring someone', value: shownText(service.buddy) },
  ].filter(({ value }) => value)
  if (rows.length === 0) return null
  return (
    <Section title="Your first visit">
      <Summary rows={rows} />
    </Section>
  )
}

function GettingThere({ service }: { service: ServiceDetails }) {
  const places = service.locations.filter((l) => l.locationType === 'physical')
  const own = { key: '', name: undefined, place: {} }
  const visits = places.length > 0 ? places.map((l) => ({ key: l.id, name: addressOf(l)[0], place: l.access })) : [own]
  const told = visits.map((v) => ({ ...v, ...sayAccess(v.place, service.access), ...waysTo(v.place, service.access) }))
  if (
    told.every(({ known, bus, notes }) => known.length === 0 && !bus && !notes) &&
    (places.length === 0 || told.length > 1)
  )
    return null
  return (
    <Section title="Getting there and getting in">
      {told.map(({ key, name, known, unknown, bus, notes }) => (
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
          {places.length > 0 && unknown.length > 0 && (
            <p className="trellis-quiet">We have not been told about {OR.format(unknown)}. Ask before you go.</p>
          )}
        </div>
      ))}
    </Section>
  )
}

const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' })
type Ways = ServiceDetails['access']
const waysTo = (place: Ways, own: Ways) => ({
  bus: shownText(own.transport) ?? shownText(place.transport),
  notes: shownText(own.accessNotes) ?? shownText(place.accessNotes),
})

function WhoCanCome({ service }: { service: ServiceDetails }) {
  const line = sayWhoFor(service)
  const ages = sayAges(service.minimumAge, service.maximumAge)
  const eligibility = shownText(service.eligibility)
  const areas = service.areas.flatMap(({ name }) => shownText(name) ?? [])
  const languages = service.languages.flatMap((l) => languageName(l) ?? [])
  const facts = [
    ages && !ages.match(/\d+/g)?.every((age) => line.includes(age)) && `People ${ages}`,
    areas.length > 0 && `People who live in ${AND.format(areas)}`,
    languages.some((name) => name !== 'English') && `Languages: ${AND.format(languages)}`,
    shownText(service.interpretation) && `Interpreters: ${service.interpretation}`,
  ].filter((fact) => typeof fact === 'string' && fact !== '') as string[]
  const { welcome, notFor } = service
  if (facts.length + welcome.length + notFor.length === 0 && (!eligibility || eligibility === line)) return null
  return (
    <Section title="Who can come">
      {eligibility && eligibility !== line && <Prose text={eligibility} headings="h3" />}
      <Bullets items={[...welcome, ...facts]} />
      {notFor.length > 0 && (
        <>
          <h3 className="nhsuk-heading-s">It may not suit</h3>
          <Bullets items={notFor} />
        </>
      )}
    </Section>
  )
}

const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' })

const Bullets = ({ items }: { items: readonly string[] }) =>
  items.length === 0 ? null : (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )

function Contact({ service }: { service: ServiceDetails }) {
  const telephones = telephonesOf(service)
  const emails = firstOf(
    [service.email, ...service.contacts.map((c) => c.email)].flatMap((e) => mailLink(e) ?? []),
    mailLink(service.providerEmail),
  )
  const sites = firstOf([webLink(service.url) ?? []].flat(), webLink(service.providerWebsite))
  if (telephones.length + emails.length + sites.length === 0) {
    return (
      <Section title="Contact">
        <p>
          We have not been told how to reach them. <a href="/link-workers">Ask a link worker</a>: they can find out for
          you.
        </p>
      </Section>
    )
  }
  return (
    <Section title="Contact">
      <ul className="nhsuk-list nhsuk-u-text-break-word">
        {telephones.map(({ href, text, who }) => (
          <li key={text + (who ?? '')}>
            {href ? <a href={href}>{text}</a> : text}
            {who && <span className="trellis-quiet"> {who}</span>}
          </li>
        ))}
        {emails.map(({ href, text }) => (
          <li key={text}>
            <a href={href}>{text}</a>
          </li>
        ))}
        {sites.map(({ href, text }) => (
          <li key={text}>
            <a href={href} rel="noreferrer nofollow">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The service's own ways to reach it, each once; the provider's only where it has none. */
function firstOf<T extends { text: string }>(own: T[], ofProvider: T | undefined): T[] {
  const once = [...new Map(own.map((way) => [way.text, way])).values()]
  return once.length > 0 ? once : ofProvider ? [ofProvider] : []
}

function telephonesOf({ telephones, providerTelephone }: ServiceDetails) {
  const own = telephones.flatMap((t) => {
    const link = telephoneLink(t.number)
    const who = [
      shownText(t.name),
      shownText(t.title),
      shownText(t.description),
      t.extension && `extension ${t.extension}`,
    ]
      .filter(Boolean)
      .join(', ')
    return link ? [{ ...link, who }] : []
  })
  const provider = telephoneLink(providerTelephone)
  return firstOf(own, provider && { ...provider, who: '' })
}

/** There only for staff: the query gives it to nobody else. */
const StaffNote = ({ service }: { service: ServiceDetails }) =>
  shownText(service.safetyNote) ? (
    <WarningCallout>
      <WarningCallout.Heading>For staff: using it safely</WarningCallout.Heading>
      <p>{service.safetyNote}</p>
    </WarningCallout>
  ) : null

/** Where it comes from, under which licence. */
function About({ service, now }: ServiceProps) {
  const today = dayOf(now)
  const licence = webLink(service.licence)
  return (
    <Section title="Where this comes from">
      <p className="trellis-quiet">
        {/* The demo town's own listings came from nowhere. */}
        {service.sourceKind === 'seed'
          ? `Listed by ${service.sourceName}`
          : `From ${service.sourceName}, read on ${sayDay(dayOf(service.fetchedAt), today)}`}
        {shownText(service.licence) && (
          <>, licence: {licence ? <a href={licence.href}>{licence.text}</a> : service.licence}</>
        )}
        .
      </p>
    </Section>
  )
}
