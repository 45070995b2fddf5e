import { Card, InsetText } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { NoPlace, Place } from '#foundations/geography/index.ts'
import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { dayOf } from '#platform/days.ts'
import type { Decision } from '#platform/decision.ts'
import type { FieldIssue } from '#platform/errors.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { sayCostShortly } from '../listing/cost.rules.ts'
import { freshnessOf, sayFreshness, sayWhoFor, shownText } from '../listing/listing.rules.ts'
import type { Asking } from '../needs/read-words.rules.ts'
import { beginningOf } from '../service-page/prose.rules.ts'
import { nextSession, sayNext, sayWhen } from '../listing/schedule.rules.ts'
import { type Around, Listed, ResultsMap } from '../map/map.pages.tsx'
import { SaveButton, SavingForm } from '../saved/save-button.tsx'
import type { Saved } from '../saved/saved.rules.ts'
import { isNarrowed, PARAMETERS, PER_PAGE, sayCount, sayDistance, type Search, searchHref } from './search.rules.ts'
import { isSearched, sayChoices, saySearch } from './say-search.rules.ts'
import { SearchAgain, SearchForm } from './search-form.pages.tsx'
import { asksNothing, type Found, type FoundService } from './search.queries.ts'
import { saySpace, spaceOn } from '../listing/space.rules.ts'
import { whyFound } from './why.rules.ts'
import { mayBeUnsafe, UrgentNotice } from './urgent-notice.tsx'

/** Where distances are measured from; undefined when nobody gave a postcode. */
export type Asked = Decision<Place, NoPlace> | undefined

interface SearchProps {
  shell: Shell
  search: Search
  place: Asked
  found: Found
  /** Choices in the address that make no sense. */
  leftOut: readonly FieldIssue[]
  saved: Saved
  map: Around
  now: Date
}

/** Plain search: words, a postcode, a few ways to narrow it, and what was found. Never a dead end. */
export function SearchPage({ shell, search, place, found, leftOut, saved, map, now }: SearchProps) {
  const pages = Math.ceil(found.total / PER_PAGE)
  const title = isSearched(search) ? sayFound(search, found) : 'Find support'
  const unsafe = mayBeUnsafe(search, found.asking)
  return (
    <AppShell
      shell={shell}
      title={search.page > 1 ? `${title}, page ${search.page} of ${pages}` : title}
      back="/"
      quickExit={unsafe}
    >
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <Begin search={search} found={found} leftOut={leftOut} unsafe={unsafe} />
          {found.total === 0 ? (
            <NothingFound search={search} />
          ) : (
            <Results {...{ shell, search, place, found, saved, map, now }} />
          )}
          <Pagination
            page={search.page}
            pages={pages}
            href={(page) => searchHref({ ...search, page })}
            label="Pages of results"
          />
        </div>
      </div>
    </AppShell>
  )
}

interface BeginProps {
  search: Search
  found: Found
  leftOut: readonly FieldIssue[]
  unsafe: boolean
}

/** Help first where there is danger; then what was looked for, in few lines, and the way to change it. */
function Begin({ search, found, leftOut, unsafe }: BeginProps) {
  const searched = isSearched(search)
  const danger = isDanger(search)
  const choices = danger && found.total === 0 ? [] : sayChoices(search)
  return (
    <>
      {/* In large letters nobody beside a frightened person should read what they wrote. */}
      <h1 className={searched ? 'nhsuk-heading-m trellis-looked-for' : 'nhsuk-heading-l'}>
        {unsafe || danger ? 'Find support' : saySearch(search)}
      </h1>
      <UrgentNotice words={search.words} />
      <LeftOut leftOut={leftOut} />
      {choices.length > 0 && <p className="trellis-looked-for__choices">Only: {choices.join(', ')}</p>}
      {!searched && <SearchForm search={search} />}
      {searched && found.total > 0 && <SearchAgain search={search} />}
    </>
  )
}

/** A choice in the address that cannot be: left out, and said. */
const LeftOut = ({ leftOut }: { leftOut: readonly FieldIssue[] }) =>
  leftOut.length > 0 && (
    <InsetText className="trellis-left-out">
      <p>
        We could not use what stands under {leftOut.map(({ field }) => `“${labelOf(field)}”`).join(' and ')}, so we left
        it out. You can choose again under “More choices”.
      </p>
    </InsetText>
  )

const labelOf = (field: string) => PARAMETERS[field as keyof typeof PARAMETERS].label

function Results({ shell, search, place, found, saved, map, now }: Omit<SearchProps, 'leftOut'>) {
  const first = (search.page - 1) * PER_PAGE + 1
  const rough = place?.ok === true && place.value.precision === 'district'
  return (
    <section aria-labelledby="results">
      <h2 className="nhsuk-heading-m" id="results">
        {sayFound(search, found)}
      </h2>
      {isUnread(search, found) && (
        <p>We could not tell what you look for from “{search.words}”. Here is what there is.</p>
      )}
      <Mended found={found} />
      {saysNothing(search, found) && <NothingLocal search={search} />}
      <FromWhere search={search} place={place} />
      <ResultsMap services={found.services} first={first} {...map} />
      <SavingForm shell={shell} back={searchHref(search)} />
      <ol className="trellis-results" role="list">
        {found.services.map((service, n) => (
          <Listed key={service.id} service={service} number={first + n}>
            <Result service={service} asking={found.asking} rough={rough} now={now} saved={saved} />
          </Listed>
        ))}
      </ol>
    </section>
  )
}

const isDanger = ({ words }: Search) => findUrgentWords(words).length > 0

/** Said to nobody in danger: the people above are there for them. */
const saysNothing = (search: Search, { total, suited }: Found) => total > 0 && !suited && !isDanger(search)

/** Nobody must read that things may help, and then that nothing does; nor anybody in danger that nothing was found. */
const sayFound = (search: Search, found: Found) => {
  if (found.total === 0 && isDanger(search)) return 'Find support'
  const count = sayCount(found.total, found.more)
  if (!saysNothing(search, found)) return count
  return `Nothing found, but ${count.replace('that may help', 'may still help')}`
}

/** Words that ask for nothing: a number, a smile. */
const isUnread = ({ words }: Search, { asking }: Found) => words !== '' && asksNothing(asking)

/** Words that were taken for others, so that nobody wonders. */
const Mended = ({ found: { asking } }: { found: Found }) =>
  asking.mended.length > 0 && (
    <p>
      We read {asking.mended.map(([typed, read]) => `“${typed}” as “${read}”`).join(' and ')}. If that is not what you
      meant, use other words.
    </p>
  )

/** Above anything that is only near to it: that nothing here is what somebody asked for, and who may know more. */
const NothingLocal = ({ search }: { search: Search }) => (
  <InsetText className="trellis-not-here">
    <p>
      <strong>
        We found nothing for “{search.words}” {isNarrowed(search) ? 'with these choices' : 'here'}.
      </strong>
    </p>
    {isNarrowed(search) ? (
      <p>
        <a href={searchHref(withoutChoices(search))}>Look again without your other choices</a>, or ask a{' '}
        <a href="/link-workers">link worker</a>.
      </p>
    ) : (
      <p>
        A <a href="/link-workers">link worker</a> may know of something that we do not. We count what is missing,
        without your words or your name.
      </p>
    )}
  </InsetText>
)

const withoutChoices = ({ words, postcode }: Search): Search => ({ words, postcode, free: false, page: 1 })

/** What was made of the postcode, and how distances are measured. */
function FromWhere({ search: { postcode, words }, place }: { search: Search; place: Asked }) {
  if (!place) return <p>Add a postcode to see what is near first.</p>
  if (!place.ok) {
    const why =
      place.reason === 'unknown' ? `We do not know where ${postcode} is` : `“${postcode}” does not look like a postcode`
    return <p>{why}, so we cannot say how far things are. Check it, or leave it out.</p>
  }
  const { text, district, precision } = place.value
  return (
    <p>
      {words ? 'Best fit first, then nearest' : 'Nearest first'}, in a straight line{' '}
      {precision === 'postcode'
        ? `from ${text}.`
        : `measured from the middle of ${district}${text === district ? '' : `, because we do not know ${text}`}.`}
    </p>
  )
}

interface ResultProps {
  service: FoundService
  asking: Asking
  rough: boolean
  now: Date
  saved: Saved
}

function Result({ service, asking, rough, now, saved }: ResultProps) {
  const today = dayOf(now)
  const freshness = freshnessOf(service.assuredOn, service.checkedOn, today)
  const whoFor = sayWhoFor(service)
  const why = whyFound(service, asking)
  const what = shownText(service.summary) ?? beginningOf(service.description)
  return (
    <Card>
      <Card.Heading headingLevel="h3" className="nhsuk-heading-s">
        <a href={`/services/${service.id}`}>{service.name}</a>
      </Card.Heading>
      {service.status === 'temporarily closed' && (
        <p>
          <StatusTag tone="careful">Closed for now</StatusTag>
        </p>
      )}
      {what && <p className="nhsuk-u-margin-bottom-2">{what}</p>}
      <ul className="nhsuk-list nhsuk-u-margin-bottom-2">
        {why.length > 0 && <Fact name="Why it is here">{why.join('; ')}</Fact>}
        {whoFor && <Fact name="Who for">{whoFor}</Fact>}
        <Fact name="When">{whenOf(service, now)}</Fact>
        <Fact name="Where">{whereOf(service, rough)}</Fact>
        <Fact name="Cost">
          {sayCostShortly({ kind: service.costKind, amount: service.costAmount, fees: shownText(service.fees) })}
        </Fact>
        <Fact name="Space">{saySpace(spaceOn(service.capacity, today), today)}</Fact>
      </ul>
      <p className="trellis-quiet">{sayFreshness(freshness, today)}</p>
      <SaveButton service={service} saved={saved} />
    </Card>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <li>
    <strong>{name}:</strong> {children}
  </li>
)

/** The next session where it can be told, else how it meets. */
function whenOf({ schedules, status }: FoundService, now: Date): string {
  if (status !== 'active') return 'Ask when it starts again'
  const next = nextSession(schedules, now)
  if (next) return sayNext(next, dayOf(now))
  return schedules[0] ? sayWhen(schedules[0]) : 'Ask about times'
}

function whereOf({ place, kilometres, rough, modes }: FoundService, measuredRoughly: boolean): string {
  const distance = kilometres === null ? undefined : sayDistance(kilometres, measuredRoughly || rough === true)
  const elsewhere = modes.filter((mode) => mode !== 'in person').map((mode) => MODES[mode])
  const at = [shownText(place), distance].filter(Boolean).join(', ')
  const words = [at, ...elsewhere].filter(Boolean).join('; ')
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : 'Ask where'
}

const MODES = { 'in person': '', online: 'online', telephone: 'by telephone', 'home visit': 'at your home' }

/** Nothing found is not the end: other words, a person to talk to, urgent help. */
function NothingFound({ search }: { search: Search }) {
  if (isDanger(search)) return <RingNow search={search} />
  const { words } = search
  return (
    <>
      <section aria-labelledby="results">
        <h2 className="nhsuk-heading-m" id="results">
          Nothing found
        </h2>
        <EmptyState action={{ href: '/link-workers', text: 'Find a link worker' }}>
          <p>That does not mean there is nothing for you. You can:</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            <li>ask a link worker, who knows what is near you</li>
            {words && <li>use fewer words, or other ones, below</li>}
            {isNarrowed(search) && (
              <li>
                <a href={searchHref(withoutChoices(search))}>look again without your other choices</a>
              </li>
            )}
            <li>
              <a href="/find">see everything there is</a>
            </li>
          </ul>
          <p>
            If you cannot wait, there is <a href="/urgent-help">urgent help</a>.
          </p>
        </EmptyState>
      </section>
      {isSearched(search) && <SearchAgain search={search} open />}
    </>
  )
}

/** To somebody in danger, where no listing fits: nothing that reads as "there is nothing for you". */
const RingNow = ({ search }: { search: Search }) => (
  <>
    <section aria-labelledby="results">
      <h2 className="nhsuk-heading-m" id="results">
        Please ring or text one of them now
      </h2>
      <p>Say it in any words. They help people with this every day.</p>
      <p>
        Later, when you are safe, a <a href="/link-workers">link worker</a> can help with what comes next.
      </p>
    </section>
    <SearchAgain search={search} />
  </>
)
