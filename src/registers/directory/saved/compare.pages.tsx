import type { ReactNode } from 'react'
import { dayOf } from '#platform/days.ts'
import type { SummaryRow } from '#ui/summary.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { freshnessOf, sayFreshness, sayWhoFor, shownText } from '../listing/listing.rules.ts'
import { saySpace, spaceOn } from '../listing/space.rules.ts'
import { sayDistance } from '../search/search.rules.ts'
import { beginningOf } from '../service-page/prose.rules.ts'
import { Reaches } from '../service-page/service-contact.pages.tsx'
import { Cost, sayJoining, Sessions, Where } from '../service-page/service-facts.pages.tsx'
import { Visits, visitsOf } from '../service-page/service-places.pages.tsx'
import { inRows, isOver, likeHref } from './compare.rules.ts'
import type { SavedService } from './saved.queries.ts'

interface CompareProps {
  services: readonly SavedService[]
  /** What distances are measured from, as it was typed; '' where nobody asked. */
  postcode: string
  /** That is only the middle of a district. */
  measuredRoughly: boolean
  /** To be printed: one after another. */
  paper: boolean
  now: Date
  /** What may be done with each of them. */
  action: (service: SavedService) => ReactNode
}

/** Services fact by fact: beside each other on a desk, one after another on a phone and on paper. */
export const Compare = ({ services, ...props }: CompareProps) =>
  inRows(services).map((row) => (
    <div key={row[0]!.id} className={props.paper ? 'trellis-compare' : 'trellis-compare trellis-compare--beside'}>
      {row.map((service) => (
        <One key={service.id} service={service} {...props} />
      ))}
    </div>
  ))

type OneProps = Omit<CompareProps, 'services'> & { service: SavedService }

function One(props: OneProps) {
  const { service, action } = props
  const heading = `service-${service.id}`
  return (
    <article className="trellis-compare__service" aria-labelledby={heading}>
      <div className="trellis-compare__name">
        <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1" id={heading}>
          <a href={`/services/${service.id}`}>{service.name}</a>
        </h2>
        <Closed {...props} />
      </div>
      {!isOver(service.status) && (
        <dl className="trellis-compare__facts">
          {factsOf(props).map(({ key, value }) => (
            <div key={key} className="trellis-compare__fact">
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="trellis-compare__action">{action(service)}</div>
    </article>
  )
}

/** Nobody should set out for what is closed; there is always something like it to look for. */
function Closed({ service: { status, needs }, postcode }: OneProps) {
  if (status === 'active') return null
  return (
    <p>
      <StatusTag tone="careful">{isOver(status) ? 'No longer running' : 'Closed for now'}</StatusTag>{' '}
      <a href={likeHref(needs, postcode)}>Find others like it</a>
    </p>
  )
}

/** What one chooses by. Each service has every line, so that they stand level; what nobody told us says so. */
function factsOf({ service, measuredRoughly, now }: OneProps): SummaryRow[] {
  const today = dayOf(now)
  const freshness = freshnessOf(service.assuredOn, service.checkedOn, today)
  const { kilometres, rough } = service
  const what = shownText(service.summary) ?? beginningOf(service.description) ?? 'Ask what happens there'
  const far = kilometres === undefined ? undefined : capital(sayDistance(kilometres, measuredRoughly || rough))
  return [
    { key: 'What it is', value: what },
    { key: 'Who it is for', value: sayWhoFor(service) || 'Ask who can come' },
    { key: 'When', value: <Sessions service={service} now={now} /> },
    {
      key: 'Where',
      value: (
        <>
          <Where service={service} />
          {far && <strong>{far}</strong>}
        </>
      ),
    },
    { key: 'Getting there and in', value: <Access service={service} /> },
    { key: 'Cost', value: <Cost service={service} /> },
    { key: 'How to join', value: sayJoining(service) },
    { key: 'Space', value: saySpace(spaceOn(service.capacity, today), today) },
    { key: 'Contact', value: <Reaches service={service} /> },
    { key: 'Up to date?', value: `${sayFreshness(freshness, today)}${freshness.stale ? '. Ring before you go.' : ''}` },
  ]
}

function Access({ service }: { service: SavedService }) {
  const told = visitsOf(service)
  const silent = told.every(({ isPlace, known, bus, notes }) => !isPlace && known.length === 0 && !bus && !notes)
  return silent ? <>Ask before you go</> : <Visits told={told} />
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
