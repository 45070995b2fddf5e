import { RecordFrame, type OpenedRecord } from '#care/support/index.ts'
import type { Id } from '#platform/ids.ts'
import { languageName, sayWhoFor, shownText, type Need } from '#registers/directory/index.ts'
import { nameOf } from '#registers/people/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { Suggested } from './find-suggestions.ts'
import { lookingHref, type Looking } from './looking.rules.ts'
import { sayNextTime } from './offering.rules.ts'
import { needFor, Propose } from './suggestions.pages.tsx'

interface CompareProps {
  shell: Shell
  record: OpenedRecord
  episodeId: Id
  needs: readonly Need[]
  looking: Looking
  pair: readonly [Suggested, Suggested]
  now: Date
}

/** Two side by side, line by line, for talking it through. */
export const ComparePage = ({ shell, record, episodeId, needs, looking, pair, now }: CompareProps) => (
  <RecordFrame shell={shell} record={record} section="connections" title="Two that may suit">
    <h1 className="nhsuk-heading-l">Two that may suit {nameOf(record.person)}</h1>
    <DataTable
      caption="Side by side"
      hideCaption
      rows={LINES.filter(({ say }) => pair.some((one) => say(one, now).some(Boolean)))}
      rowId={({ name }) => name}
      columns={[{ heading: 'What', cell: ({ name }) => name }, ...pair.map((one) => columnOf(one, now))]}
      empty={null}
    />
    <div className="nhsuk-grid-row">
      {pair.map(({ id, found, facts }) => (
        <div key={id} className="nhsuk-grid-column-one-half nhsuk-u-margin-bottom-4">
          <h2 className="nhsuk-heading-s">{found.name}</h2>
          <Propose
            {...{ shell, episodeId, service: id, name: found.name, need: needFor(facts.needs, looking.need, needs) }}
          />
        </div>
      ))}
    </div>
    <p>
      <a href={lookingHref(episodeId, { ...looking, compare: [] })}>Back to all that may suit</a>
    </p>
  </RecordFrame>
)

const columnOf = (one: Suggested, now: Date): Column<Line> => ({
  heading: one.found.name,
  cell: ({ say }) => <Lines of={say(one, now)} />,
})

interface Line {
  name: string
  say: (one: Suggested, now: Date) => readonly (string | null | undefined)[]
}

const LINES: readonly Line[] = [
  { name: 'What it is', say: ({ found }) => [shownText(found.summary)] },
  { name: 'Who for', say: ({ found }) => [sayWhoFor(found)] },
  { name: 'Not for', say: ({ facts }) => facts.notFor },
  { name: 'Why it fits', say: ({ reasons }) => reasons.map(({ words }) => words) },
  {
    name: 'Ask first',
    say: ({ doubts }) => (doubts.length > 0 ? doubts.map(({ words }) => words) : ['nothing that we know of']),
  },
  { name: 'When next', say: ({ found }, now) => [sayNextTime(found, now)] },
  {
    name: 'Where',
    say: ({ found }) => [shownText(found.place), ...found.modes.filter((mode) => mode !== 'in person')],
  },
  { name: 'Cost', say: ({ offering }) => [offering.cost.words] },
  { name: 'Space', say: ({ offering }) => [offering.space.words] },
  { name: 'Languages', say: ({ facts }) => [facts.languages.map((code) => languageName({ code })).join(', ')] },
  { name: 'Getting in', say: ({ facts }) => [facts.stepFree ? STEPS[facts.stepFree] : null] },
  { name: 'Who meets them', say: ({ facts }) => [facts.meets, facts.door] },
  { name: 'A buddy', say: ({ facts }) => [facts.buddy] },
]

const STEPS = { yes: 'No steps', partly: 'Only partly without steps', no: 'There are steps' }

function Lines({ of }: { of: readonly (string | null | undefined)[] }) {
  const said = of.filter((line) => line)
  if (said.length === 0) return <span className="trellis-quiet">Nothing said</span>
  return (
    <>
      {said.map((line) => (
        <p key={line} className="nhsuk-u-margin-bottom-1">
          {line}
        </p>
      ))}
    </>
  )
}
