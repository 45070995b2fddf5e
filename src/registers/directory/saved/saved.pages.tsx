import { Button, InsetText } from 'nhsuk-react-components'
import { dayOf, sayWholeDay } from '#platform/days.ts'
import { emptyForm } from '#platform/forms.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { TextField } from '#ui/fields.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import type { Asked } from '../search/search.pages.tsx'
import { Compare } from './compare.pages.tsx'
import { isOver } from './compare.rules.ts'
import { Gone, Noticed, type Notice } from './notices.pages.tsx'
import { ListButton, RemoveButton, SaveButton, SavingForm } from './save-button.tsx'
import type { SavedService } from './saved.queries.ts'
import { type Saved, SAVED_FOR_DAYS, savedHref, writeSaved, writeShared } from './saved.rules.ts'
import { Send } from './send.pages.tsx'

export interface SavedProps {
  shell: Shell
  /** The visitor's own list. */
  own: Saved
  /** The list of the address, which somebody sent; undefined where one looks at one's own. */
  sent: Saved | undefined
  /** Those of the list that are still there, in its order. */
  services: readonly SavedService[]
  postcode: string
  /** The search that one came from. */
  from?: string
  place: Asked
  notice?: Notice
  /** To be printed, in the usual size or in large print. */
  leaflet?: 'usual' | 'large'
  /** Where people reach us, without a slash: "https://support.example.org". */
  origin: string
  now: Date
}

/** A list of services to compare, print and send: one's own, or one that somebody sent. */
export function SavedPage(props: SavedProps) {
  const { shell, own, sent, services, postcode, from, leaflet, notice } = props
  const list = sent ?? own
  const title = sent && !leaflet ? 'A list somebody sent' : 'Your list'
  return (
    <AppShell
      shell={shell}
      title={title}
      wide={!leaflet}
      back={leaflet ? savedHref({ services: sent, postcode, from }) : (from ?? '/find')}
      quickExit={needsCare(services)}
    >
      <div className={leaflet && PAPER[leaflet]}>
        {leaflet && <Printing sent={sent} postcode={postcode} large={leaflet === 'large'} />}
        <h1 className="nhsuk-heading-l">{title}</h1>
        <SavingForm shell={shell} back={savedHref({ services: sent, postcode, from })} />
        {notice && <Noticed notice={notice} own={own} shell={shell} />}
        {list.length === 0 ? <Nothing sent={sent !== undefined} /> : <List {...props} />}
      </div>
    </AppShell>
  )
}

/** Somebody who looks for this may be watched. */
const needsCare = (services: readonly SavedService[]) => services.some(({ needs }) => needs.includes('safety'))

const PAPER = { usual: 'trellis-paper', large: 'trellis-paper trellis-paper--large' }

/** How to print it, which needs no script; not on the paper itself. */
function Printing({ sent, postcode, large }: { sent: Saved | undefined; postcode: string; large: boolean }) {
  const other = savedHref({ services: sent, postcode, leaflet: true, large: !large })
  return (
    <p className="trellis-paper__choice">
      Print this page from your browser. <a href={other}>{large ? 'Usual size' : 'Large print'}</a>
    </p>
  )
}

const Nothing = ({ sent }: { sent: boolean }) => (
  <EmptyState action={{ href: '/find', text: 'Find support' }}>
    {sent ? (
      <p>There is nothing on this list. The link may have lost its end on the way. Ask whoever sent it.</p>
    ) : (
      <>
        <p>There is nothing on your list yet.</p>
        <p>
          When you find something that may help, press “Save”. Then you can look at all you saved side by side, print
          it, or send it to somebody. You do not need an account.
        </p>
      </>
    )}
  </EmptyState>
)

function List(props: SavedProps) {
  const { own, sent, services, place, postcode, leaflet, now } = props
  const gone = (sent ?? own).filter((id) => !services.some((service) => service.id === id))
  return (
    <>
      {!leaflet && <WhatToDo {...props} />}
      {!leaflet && !sent && needsCare(services) && (
        <InsetText>
          <p>
            Others who use this phone or computer can open this list too. Clear it when you are done, or write the
            numbers down somewhere safe.
          </p>
        </InsetText>
      )}
      <Gone gone={gone} mine={!sent} postcode={postcode} />
      {!leaflet && <HowFar {...props} />}
      <Compare
        services={services}
        postcode={postcode}
        measuredRoughly={place?.ok === true && place.value.precision === 'district'}
        paper={leaflet !== undefined}
        now={now}
        action={(service) =>
          leaflet ? null : sent ? <SaveButton service={service} saved={own} /> : <RemoveButton service={service} />
        }
      />
      {leaflet ? (
        <OnPaper {...props} />
      ) : (
        <Send services={services} address={props.origin + savedHref({ services: services.map(({ id }) => id) })} />
      )}
      {!leaflet && !sent && <Keeping />}
    </>
  )
}

/** The first thing on the page: what a list is good for, and the way to get rid of it. */
function WhatToDo({ own, sent, services, postcode, from }: SavedProps) {
  const leaflet = savedHref({ services: sent, postcode, from, leaflet: true })
  return (
    <>
      <p>
        {sent
          ? `Somebody chose ${sent.length === 1 ? 'this' : `these ${sent.length}`} for you to look at.`
          : `You saved ${own.length === 1 ? '1 thing' : `${own.length} things`}.`}{' '}
        {services.length > 1 && 'Compare them here.'}
      </p>
      <ul className="trellis-actions">
        {sent && services.some(({ id }) => !own.includes(id)) && (
          <li>
            <ListButton to="add" services={writeSaved(services.map(({ id }) => id))} primary>
              {services.length === 1 ? 'Keep this' : 'Keep these'}
            </ListButton>
          </li>
        )}
        {services.length > 0 && (
          <li>
            <a href={leaflet}>Print this list</a>
          </li>
        )}
        {services.some(({ status }) => !isOver(status)) && (
          <li>
            <a href="#send">Send it to somebody</a>
          </li>
        )}
        {!sent && (
          <li>
            <ListButton to="clear">Clear my list</ListButton>
          </li>
        )}
        {sent && own.length > 0 && (
          <li>
            <a href="/saved">See your own list</a>
          </li>
        )}
      </ul>
    </>
  )
}

/** A GET form: the postcode stands in the address of this page only. It is neither kept nor sent along with the list. */
function HowFar({ sent, place, postcode, from }: SavedProps) {
  const form = emptyForm<unknown>({ postcode })
  return (
    <form action="/saved" method="get" className="trellis-find nhsuk-u-margin-bottom-3">
      {sent && <input type="hidden" name="services" value={writeShared(sent)} />}
      {from && <input type="hidden" name="from" value={from} />}
      <TextField
        form={form}
        name="postcode"
        label="Postcode, to see how far they are"
        width={10}
        autoComplete="postal-code"
      />
      <Button secondary>Show how far</Button>
      {place && !place.ok && <p>We do not know where {postcode} is. Check it, or leave it out.</p>}
    </form>
  )
}

const OnPaper = ({ origin, now }: SavedProps) => (
  <p className="trellis-quiet">
    From {origin.replace(/^https?:\/\//, '')}, on {sayWholeDay(dayOf(now))}. Things change: ring before you go.
  </p>
)

const Keeping = () => (
  <section className="trellis-paper__choice">
    <h2 className="nhsuk-heading-m">Where your list is kept</h2>
    <p>
      Only in this browser, for {SAVED_FOR_DAYS} days after you last change it. We do not know that it is yours. If
      others use this phone or computer, clear your list when you are done.
    </p>
  </section>
)
