import { Card } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { dayOf, sayDay, sayTime } from '#platform/days.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag, type Tone } from '#ui/tag.tsx'
import { sayTelephone } from '#platform/telephone.ts'
import type { Message } from './message.queries.ts'
import { STATUS_WORDS, withLink, type Channel, type MessageStatus } from './message.rules.ts'

interface OutboxProps {
  shell: Shell
  messages: readonly Message[]
  page: number
  pages: number
  now: Date
  /** The address people use: links below it work here. */
  origin: string
}

/** What Trellis said to whom, newest first, with links that can be followed. In the demo nothing leaves: it ends here. */
export const OutboxPage = ({ shell, messages, page, pages, now, origin }: OutboxProps) => (
  <AppShell shell={shell} title="Outbox">
    <h1 className="nhsuk-heading-xl">Outbox</h1>
    <p className="trellis-lede">Only the demo has this page. In real use nobody sees other people’s messages.</p>
    <p>
      What would have been sent, and to whom. In the demo nothing leaves: read it here, and follow the links as the
      reader would.
    </p>
    {messages.length === 0 && (
      <EmptyState action={{ href: '/', text: 'Go to the start page' }}>
        <p>
          {page > 1
            ? 'There are no messages on this page.'
            : 'Nothing has been said yet. Refer someone, or ask for help, and come back.'}
        </p>
      </EmptyState>
    )}
    {messages.map((message) => (
      <MessageCard key={message.id} message={message} now={now} origin={origin} />
    ))}
    <Pagination page={page} pages={pages} href={(number) => `/outbox?page=${number}`} />
  </AppShell>
)

const WAYS: Record<Channel, string> = { email: 'Email', text: 'Text message', letter: 'Letter' }

const TONES: Record<MessageStatus, Tone> = {
  queued: 'waiting',
  sent: 'done',
  delivered: 'done',
  failed: 'careful',
  cancelled: 'quiet',
  abandoned: 'urgent',
}

function MessageCard({ message, now, origin }: { message: Message; now: Date; origin: string }) {
  const { channel, subject, recipientName, address, createdAt } = message
  return (
    <Card>
      <Card.Heading className="nhsuk-heading-m">
        {channel === 'text' ? `Text to ${recipientName}` : subject}
      </Card.Heading>
      <p>
        To {recipientName}, {sayTelephone(address.split('\n').join(', '))}
        <br />
        <span className="trellis-quiet">
          {WAYS[channel]}, {sayInstant(createdAt, now)}
        </span>
        <br />
        <Status message={message} now={now} />
      </p>
      {paragraphsOf(withLink(message.body, message.link ?? '(a link, no longer kept)'), origin)}
    </Card>
  )
}

function Status({ message: { status, nextTryAt }, now }: { message: Message; now: Date }) {
  return (
    <>
      <StatusTag tone={TONES[status]}>{STATUS_WORDS[status]}</StatusTag>
      {status === 'queued' && nextTryAt > now && ` until ${sayInstant(nextTryAt, now)}`}
    </>
  )
}

const sayInstant = (at: Date, now: Date): string => `${sayDay(dayOf(at), dayOf(now))}, ${sayTime(at)}`

const paragraphsOf = (body: string, origin: string): ReactNode[] =>
  body
    .split('\n\n')
    .map((paragraph, n) => (
      <p key={n}>{paragraph.split('\n').map((line, m) => [m > 0 && <br key="break" />, linksIn(line, origin)])}</p>
    ))

/** Links to Trellis itself work here, without the host, so that one stays signed in; others stay text. What Anytown's past said has no host. */
const linksIn = (line: string, origin: string): ReactNode[] =>
  line.split(/(https?:\/\/\S+|^\/\S+$)/).map((piece, n) => {
    const path = piece.startsWith('/') ? piece : piece.startsWith(`${origin}/`) ? piece.slice(origin.length) : undefined
    return path ? (
      <a key={n} className="nhsuk-u-text-break-word" href={path}>
        {piece}
      </a>
    ) : (
      piece
    )
  })
