import { Button, NotificationBanner, WarningCallout } from 'nhsuk-react-components'
import type { Shell } from '#ui/shell.tsx'
import { likeHref } from './compare.rules.ts'
import { ListButton } from './save-button.tsx'
import type { SavedService } from './saved.queries.ts'
import { MOST_SAVED, type Saved, writeSaved } from './saved.rules.ts'

/** What was just done with one's list, or could not be. */
export type Notice =
  | { kind: 'removed'; service: SavedService }
  | { kind: 'cleared' }
  /** `wanted`: the one that did not fit. Without it several did not. */
  | { kind: 'full'; wanted?: SavedService; oldest?: SavedService }

export function Noticed({ notice, own, shell }: { notice: Notice; own: Saved; shell: Shell }) {
  if (notice.kind === 'full') return <Full {...notice} own={own} shell={shell} />
  if (notice.kind === 'cleared')
    return (
      <NotificationBanner success>
        <NotificationBanner.Heading>Your list is empty now</NotificationBanner.Heading>
        <p>This browser has forgotten it. Its history may still name the pages you looked at.</p>
      </NotificationBanner>
    )
  return (
    <NotificationBanner success>
      <NotificationBanner.Heading>{notice.service.name} is off your list</NotificationBanner.Heading>
      <ListButton to="add" services={notice.service.id}>
        Put it back
      </ListButton>
    </NotificationBanner>
  )
}

interface FullProps {
  wanted?: SavedService
  oldest?: SavedService
  own: Saved
  shell: Shell
}

/** Nothing falls off a list by itself: one says which. */
const Full = ({ wanted, oldest, own, shell }: FullProps) => (
  <WarningCallout>
    <WarningCallout.Heading headingLevel="h2">
      {wanted ? `We could not save ${wanted.name}` : 'We could not keep all of these'}
    </WarningCallout.Heading>
    <p>
      Your list holds {MOST_SAVED} things, and has {own.length} on it. Take off what you no longer need
      {wanted ? ', then save it again.' : ', or keep them one by one.'}
    </p>
    {wanted && oldest && (
      <form method="post" action="/saved">
        <input type="hidden" name="_csrf" value={shell.csrf} />
        <input type="hidden" name="services" value={wanted.id} />
        <input type="hidden" name="instead" value={oldest.id} />
        <p>The oldest on it is {oldest.name}.</p>
        <Button type="submit" secondary small>
          Save {wanted.name} in its place
        </Button>
      </form>
    )}
  </WarningCallout>
)

interface GoneProps {
  gone: Saved
  /** It is one's own list: then they can be taken off. */
  mine: boolean
  postcode: string
}

/** What was on the list and is no longer listed at all: nobody is left to guess why there are fewer. */
export const Gone = ({ gone, mine, postcode }: GoneProps) =>
  gone.length === 0 ? null : (
    <WarningCallout>
      <WarningCallout.Heading headingLevel="h2">
        {gone.length === 1 ? '1 thing on this list is gone' : `${gone.length} things on this list are gone`}
      </WarningCallout.Heading>
      <p>
        We no longer list {gone.length === 1 ? 'it' : 'them'}. Perhaps {gone.length === 1 ? 'it' : 'they'} stopped or
        moved. <a href={likeHref([], postcode)}>Find something else near you</a>.
      </p>
      {mine && (
        <ListButton to="remove" services={writeSaved(gone)}>
          Take {gone.length === 1 ? 'it' : 'them'} off my list
        </ListButton>
      )}
    </WarningCallout>
  )
