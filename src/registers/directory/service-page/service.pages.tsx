import { InsetText, WarningCallout } from 'nhsuk-react-components'
import { dayOf, sayDay } from '#platform/days.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { isOver } from '../saved/compare.rules.ts'
import { SaveButton, SavingForm } from '../saved/save-button.tsx'
import type { Saved } from '../saved/saved.rules.ts'
import { Send } from '../saved/send.pages.tsx'
import { languageName, sayAges, sayWhoFor, shownText, webLink } from '../listing/listing.rules.ts'
import { Prose } from './prose.pages.tsx'
import { Section } from './section.pages.tsx'
import { Contact, RingButton } from './service-contact.pages.tsx'
import { factsOf } from './service-facts.pages.tsx'
import { GettingThere } from './service-places.pages.tsx'
import type { ServiceDetails } from './service.queries.ts'

/** The page as a leaflet to be printed, in the usual size or in large print. */
export type Leaflet = 'usual' | 'large'

interface ServiceProps {
  service: ServiceDetails
  now: Date
}

interface ServicePageProps extends ServiceProps {
  shell: Shell
  /** The search or the list that one came from. */
  back: string
  leaflet?: Leaflet
  saved: Saved
  /** Of this page, whole, to be sent to somebody. */
  address: string
}

/** One listing, as somebody reads it who may go there: printed, it is a leaflet of one page. */
export function ServicePage({ shell, back, leaflet, saved, address, ...props }: ServicePageProps) {
  const { service } = props
  const whoFor = sayWhoFor(service)
  return (
    <AppShell shell={shell} title={service.name} back={back} quickExit={service.needs.includes('safety')}>
      <div className={`nhsuk-grid-row ${leaflet ? PAPER[leaflet] : ''}`.trim()}>
        <div className="nhsuk-grid-column-two-thirds">
          {leaflet && <Printing href={`/services/${service.id}?leaflet=1`} leaflet={leaflet} />}
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
          {!leaflet && (
            <>
              <SavingForm shell={shell} back={`/services/${service.id}?${new URLSearchParams({ from: back })}`} />
              <div className="trellis-actions" id={`service-${service.id}`}>
                <SaveButton service={service} saved={saved} />
                <p>
                  <a href={`/services/${service.id}?leaflet=1`}>Print a leaflet</a>
                </p>
                {!isOver(service.status) && (
                  <p>
                    <a href="#send">Send it to somebody</a>
                  </p>
                )}
              </div>
            </>
          )}
          <WhatHappens service={service} />
          <FirstVisit service={service} />
          <StaffNote service={service} />
          {!leaflet && <Send services={[service]} address={address} />}
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

const PAPER: Record<Leaflet, string> = { usual: 'trellis-paper', large: 'trellis-paper trellis-paper--large' }

/** How to print it, which needs no script; not on the paper itself. */
const Printing = ({ href, leaflet }: { href: string; leaflet: Leaflet }) => (
  <p className="trellis-paper__choice">
    Print this page from your browser.{' '}
    {leaflet === 'large' ? <a href={href}>Usual size</a> : <a href={`${href}&large=1`}>Large print</a>}
  </p>
)

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

function WhoCanCome({ service }: { service: ServiceDetails }) {
  const line = sayWhoFor(service)
  const ages = sayAges(service.minimumAge, service.maximumAge)
  const eligibility = shownText(service.eligibility)
  const areas = service.areas.flatMap(({ name }) => shownText(name) ?? [])
  const named = areas.filter((area) => area.length <= 60) // some sources write a whole paragraph there
  const languages = service.languages.flatMap((l) => languageName(l) ?? [])
  const facts = [
    ages && !ages.match(/\d+/g)?.every((age) => line.includes(age)) && `People ${ages}`,
    named.length > 0 && `People who live in ${AND.format(named)}`,
    ...areas.filter((area) => !named.includes(area)),
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
