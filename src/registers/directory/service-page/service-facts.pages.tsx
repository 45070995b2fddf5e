import { type Day, dayOf, sayDay } from '#platform/days.ts'
import type { SummaryRow } from '#ui/summary.tsx'
import { sayCost, sayPounds } from '../listing/cost.rules.ts'
import { freshnessOf, sayFreshness, shownText } from '../listing/listing.rules.ts'
import { nextSession, sayNextOnPaper, sayWhen, type Schedule } from '../listing/schedule.rules.ts'
import { addressOf } from './service-places.pages.tsx'
import type { ServiceDetails } from './service.queries.ts'
import { saySpace, spaceOn } from '../listing/space.rules.ts'

interface FactsProps {
  service: ServiceDetails
  now: Date
}

/** When, where, cost, space, joining, and whether it can be relied on: what decides whether one goes. */
export function factsOf({ service, now }: FactsProps): SummaryRow[] {
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

/** Its times, and the next of them. */
export function Sessions({ service, now }: FactsProps) {
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
      {next && <p className="trellis-quiet nhsuk-u-margin-bottom-0">Next: {sayNextOnPaper(next)}</p>}
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

/** The addresses of its places, and the ways to take part from home. */
export function Where({ service }: { service: ServiceDetails }) {
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

/** What it costs, in the provider’s words where there are any. */
export function Cost({ service: { cost, costOptions } }: { service: ServiceDetails }) {
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

/** The way in: "Ring first", or as the provider says it. */
export function sayJoining({ joinWay, joinText }: ServiceDetails): string {
  const text = shownText(joinText)
  if (!joinWay) return text ?? 'Get in touch and ask'
  return text ?? `${JOINING[joinWay]}.`
}
