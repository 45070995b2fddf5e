import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { SENT_PAGE, type SentReferral } from './sent-referral.queries.ts'
import { endOf, sayEnd } from '../progress.rules.ts'
import { nextDateOf, ownerOf, saySince, standingOf } from './sent-referral.rules.ts'

interface Props {
  shell: Shell
  referrals: readonly SentReferral[]
  total: number
  page: number
  today: Day
}

/** What one's organisation sent, and how each stands. What waits for an answer of ours is on top. */
export const SentListPage = ({ shell, referrals, total, page, today }: Props) => (
  <AppShell shell={shell} title="My referrals" wide>
    <h1 className="nhsuk-heading-l">My referrals</h1>
    {total > 0 && (
      <p>{total === 1 ? 'Your organisation sent one referral.' : `Your organisation sent ${total} referrals.`}</p>
    )}
    <DataTable
      caption="Referrals that your organisation sent"
      hideCaption
      columns={columns(today)}
      rows={referrals}
      rowId={({ id }) => id}
      empty={
        <EmptyState action={{ href: '/refer', text: 'Refer someone' }}>
          <p>Nothing has been sent yet. What you send stands here, with who has it and what comes next.</p>
        </EmptyState>
      }
    />
    <Pagination page={page} pages={Math.ceil(total / SENT_PAGE)} href={(n) => `/referrals/sent?page=${n}`} />
  </AppShell>
)

const columns = (today: Day): Column<SentReferral>[] => [
  {
    heading: 'For',
    cell: ({ id, personName, reference }) => (
      <div>
        <a href={`/referrals/sent/${id}`}>{personName ?? reference}</a>
        {personName && <div className="trellis-quiet nhsuk-u-font-size-16">{reference}</div>}
      </div>
    ),
  },
  {
    heading: 'How it stands',
    cell: (referral) => <Standing referral={referral} today={today} />,
  },
  { heading: 'Sent', cell: ({ receivedAt, sentBy }) => `${saySince(receivedAt, today)}, by ${sentBy}` },
  { heading: 'Who has it', cell: ownerOf },
  { heading: 'Next date', cell: (referral) => sayNextDate(referral, today) },
]

function Standing({ referral, today }: { referral: SentReferral; today: Day }) {
  const { words, tone } = standingOf(referral)
  const end = endOf(referral.progress)
  return (
    <div>
      <StatusTag tone={tone}>{words}</StatusTag>
      {end && (
        <div className="trellis-quiet nhsuk-u-font-size-16">
          {[`On ${sayDay(dayOf(end.at), today)}.`, sayEnd(end.reason)].filter(Boolean).join(' ')}
        </div>
      )}
    </div>
  )
}

function sayNextDate(referral: SentReferral, today: Day): string {
  const date = nextDateOf(referral)
  if (!date) return 'None'
  if (referral.status === 'accepted') return `First contact by ${sayDay(date, today)}${date < today ? ': late' : ''}`
  return date < today ? `${sayDay(date, today)}: late` : sayDay(date, today)
}
