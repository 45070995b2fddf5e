import { Button, NotificationBanner } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { OpenedRecord } from './open-record.ts'
import { RecordFrame } from './record-frame.pages.tsx'
import type { StoryEvent } from './story.type.ts'

interface StoryPageProps {
  shell: Shell
  record: OpenedRecord
  story: readonly StoryEvent[]
  /** Their details were just changed. */
  done?: 'details'
}

/** A person's story with the team: everything that happened, the latest first. */
export const StoryPage = ({ shell, record, story, done }: StoryPageProps) => (
  <RecordFrame shell={shell} record={record} section="story" title="Story">
    {done && (
      <NotificationBanner success>
        <NotificationBanner.Heading>Their details are changed</NotificationBanner.Heading>
        <p>New messages go by these. A message that was written before still goes where it was meant to go.</p>
      </NotificationBanner>
    )}
    <h1 className="nhsuk-heading-l">Story</h1>
    <Next record={record} />
    {story.length === 0 ? (
      <EmptyState>
        <p>Nothing has happened yet.</p>
      </EmptyState>
    ) : (
      <ol className="trellis-story">
        {story.map((event) => (
          <Event
            key={`${event.at.toISOString()} ${event.kind} ${event.title}`}
            event={record.works ? event : { ...event, href: undefined }}
            today={record.today}
          />
        ))}
      </ol>
    )}
  </RecordFrame>
)

/** The ways on from here: talking first, then writing down, then the end of it. */
function Next({ record: { episode, standing, works } }: { record: OpenedRecord }) {
  if (!works) return null
  if (!episode)
    return standing.referralId ? <Button href={`/referrals/${standing.referralId}`}>Answer the referral</Button> : null
  if (episode.status === 'closed')
    return (
      <Button secondary href={`/episodes/${episode.id}/return`}>
        They want to come back
      </Button>
    )
  return (
    <div className="nhsuk-button-group">
      <Button href={`/episodes/${episode.id}/conversation`}>Talk and write</Button>
      <Button secondary href={`/episodes/${episode.id}/contact`}>
        Write down a contact
      </Button>
      <a href={`/episodes/${episode.id}/closure`}>Close the work</a>
    </div>
  )
}

const Event = ({ event: { at, title, text, href }, today }: { event: StoryEvent; today: Day }) => (
  <li className="trellis-story__event">
    <p className="trellis-story__when">
      <time dateTime={at.toISOString()}>
        {sayDay(dayOf(at), today)}, {sayTime(at)}
      </time>
    </p>
    <p className="trellis-story__title">{href ? <a href={href}>{title}</a> : title}</p>
    {text && <p className="trellis-words">{text}</p>}
  </li>
)
