import { Button, ErrorSummary, WarningCallout } from 'nhsuk-react-components'
import type { NewestSeal } from '#foundations/journal/index.ts'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/fields.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import type { RangeForm } from './journal.forms.ts'

interface Props {
  shell: Shell
  counts: readonly { action: string; count: number }[]
  seal: NewestSeal | undefined
  from: Day
  to: Day
  form: FormState<RangeForm>
  today: Day
}

/** How often each thing happened in some days, and whether the journal's newest seal still holds. */
export const JournalPage = ({ shell, counts, seal, from, to, form, today }: Props) => {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <AppShell shell={shell} title="Journal" error={form.issues.length > 0}>
      {form.issues.length > 0 && <Mend form={form} />}
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">Journal</h1>
      <p className="trellis-lede">
        Everything that is changed, and every look at a person’s record, is written down here for good. This page
        counts; it names nobody.
      </p>
      <h2 className="nhsuk-heading-m">Has anything been altered?</h2>
      <SealWords seal={seal} today={today} />
      <h2 className="nhsuk-heading-m">
        {from === to ? sayDay(from, today) : `${sayDay(from, today)} to ${sayDay(to, today)}`}
      </h2>
      <p>{total === 1 ? '1 entry' : `${figure(total)} entries`}.</p>
      <DataTable
        caption="How often each thing happened"
        hideCaption
        columns={[
          { heading: 'What happened', cell: ({ action }) => sayAction(action) },
          { heading: 'Code', cell: ({ action }) => <code>{action}</code> },
          { heading: 'How often', cell: ({ count }) => figure(count), numeric: true },
        ]}
        rows={counts}
        rowId={({ action }) => action}
        empty={<p className="trellis-quiet">Nothing happened on these days.</p>}
      />
      <h2 className="nhsuk-heading-m">Other days</h2>
      <form method="get" action="/journal" noValidate>
        <DayField form={form} name="from" label="First day" />
        <DayField form={form} name="to" label="Last day" />
        <Button secondary>Count</Button>
      </form>
    </AppShell>
  )
}

const Mend = ({ form }: { form: FormState<RangeForm> }) => (
  <ErrorSummary>
    <ErrorSummary.Title>There is a problem</ErrorSummary.Title>
    <ErrorSummary.List>
      {form.issues.map(({ path, message }) => (
        <ErrorSummary.ListItem key={path} href={`#${path}`}>
          {message}
        </ErrorSummary.ListItem>
      ))}
    </ErrorSummary.List>
  </ErrorSummary>
)

function SealWords({ seal, today }: { seal: NewestSeal | undefined; today: Day }) {
  if (!seal) return <p>Nothing is sealed yet. That happens every five minutes while Trellis runs.</p>
  const when = `${sayDay(dayOf(seal.sealedAt), today)}, ${sayTime(seal.sealedAt)}`
  if (!seal.holds)
    return (
      <WarningCallout>
        <WarningCallout.Heading>The newest seal does not hold</WarningCallout.Heading>
        <p>
          Seal {seal.number}, of {when}: its entries are not as they were when they were sealed. Keep the database as it
          is, tell whoever runs it, and run <code>trellis verify journal</code>: it names each fault.
        </p>
      </WarningCallout>
    )
  return (
    <>
      <p>
        The newest seal holds: seal {seal.number}, of {when}. We have just looked at its {figure(seal.entries)}{' '}
        {seal.entries === 1 ? 'entry' : 'entries'}, and they are as they were sealed. {sayUnsealed(seal.unsealed)}
      </p>
      <p>
        Earlier seals, and the copy of the seals outside the database, are not looked at here:{' '}
        <code>trellis verify journal</code> does that.
      </p>
    </>
  )
}

const sayUnsealed = (count: number): string =>
  count === 0
    ? 'Nothing is newer.'
    : `${count === 1 ? '1 newer entry is' : `${figure(count)} newer entries are`} not sealed yet.`

/** A code in words: "team.intake-paused" is "Team intake paused". */
function sayAction(action: string): string {
  const words = action.replaceAll(/[.-]/g, ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const figure = (count: number): string => count.toLocaleString('en-GB')
