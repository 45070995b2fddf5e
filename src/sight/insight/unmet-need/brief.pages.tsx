import { Button } from 'nhsuk-react-components'
import { emptyForm } from '#platform/forms.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { TextAreaField } from '#ui/fields.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { readBrief, type BriefLine } from './brief.rules.ts'
import { sayNeed } from './lack.rules.ts'
import type { Selection } from './register.rules.ts'
import { queryOf } from './unmet-need.forms.ts'

interface Props {
  shell: Shell
  selection: Selection & { need: NonNullable<Selection['need']> }
  /** Undefined: there is too little to write one from. */
  draft: string | undefined
}

/** A drafted brief to change, print or take away. Nothing of it is kept. */
export function BriefPage({ shell, selection, draft }: Props) {
  const { label } = sayNeed(selection.need)
  const back = `/insight/unmet-need?${queryOf(selection)}`
  return (
    <AppShell shell={shell} title={`Fund brief: ${label}`} back={back}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">Fund brief: {label}</h1>
          {draft === undefined ? (
            <EmptyState action={{ href: '/insight/unmet-need', text: 'See which needs came up more often' }}>
              <p>
                From {selection.period.words} this came up fewer than 8 times, or never: too little to write a brief
                from.
              </p>
            </EmptyState>
          ) : (
            <BriefForm csrf={shell.csrf} draft={draft} />
          )}
        </div>
      </div>
    </AppShell>
  )
}

const BriefForm = ({ csrf, draft }: { csrf: string; draft: string }) => (
  <form method="post" action="/insight/unmet-need/brief">
    <input type="hidden" name="_csrf" value={csrf} />
    <TextAreaField
      form={emptyForm<unknown>({ text: draft })}
      name="text"
      label="The brief, as a draft"
      hint="Every number in it is from the register of unmet need or the directory. Change what you like, and fill in what stands in square brackets. Trellis keeps nothing of it and sends it to nobody."
      rows={26}
    />
    <div className="nhsuk-button-group">
      <Button name="as" value="page">
        Show it to print
      </Button>
      <Button secondary name="as" value="file">
        Download as text
      </Button>
    </div>
  </form>
)

/** The brief as it stands on paper. */
export function BriefPaperPage({ shell, text }: { shell: Shell; text: string }) {
  const lines = readBrief(text)
  return (
    <AppShell shell={shell} title={lines[0]?.text ?? 'Fund brief'}>
      <div className="trellis-paper trellis-paper--one-page">
        <p className="trellis-paper__choice">
          Print this page from your browser. To change it, go back in your browser.{' '}
          <a href="/insight/unmet-need">All unmet need</a>
        </p>
        {blocksOf(lines).map(({ is, texts }, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines may repeat, and nothing is moved
          <Block key={n} is={is} texts={texts} />
        ))}
      </div>
    </AppShell>
  )
}

interface Lines {
  is: BriefLine['is']
  texts: string[]
}

/** Items that follow each other are one list. */
function blocksOf(lines: readonly BriefLine[]): Lines[] {
  const blocks: Lines[] = []
  for (const { is, text } of lines) {
    const last = blocks.at(-1)
    if (is === 'item' && last?.is === 'item') last.texts.push(text)
    else blocks.push({ is, texts: [text] })
  }
  return blocks
}

function Block({ is, texts }: Lines) {
  if (is === 'title') return <h1 className="nhsuk-heading-l">{texts[0]}</h1>
  if (is === 'heading') return <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{texts[0]}</h2>
  if (is === 'words') return <p>{texts[0]}</p>
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
