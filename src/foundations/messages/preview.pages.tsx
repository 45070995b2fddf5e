import { Card } from 'nhsuk-react-components'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import type { Wording } from './templates/template.ts'
import type { TemplatePreview } from './templates/templates.ts'

/** Every message as each of its readers gets it, with invented people; and as it is where nothing may be given away. */
export const LettersPreviewPage = ({ shell, previews }: { shell: Shell; previews: readonly TemplatePreview[] }) => (
  <AppShell shell={shell} title="All messages and letters">
    <h1 className="nhsuk-heading-xl">All messages and letters</h1>
    <p className="trellis-lede">What Trellis says, to whom, by email, by text and on paper. The people are invented.</p>
    <p>
      A letter with all that a letter can hold: <PdfLinks code={LONG_LETTER} about="the long example" />
    </p>
    {previews.map((preview) => (
      <Card key={preview.code} id={preview.code}>
        <Card.Heading className="nhsuk-heading-m">{preview.wording.subject}</Card.Heading>
        <p className="trellis-quiet">
          {preview.code}, to a {preview.to}
        </p>
        <Ways wording={preview.wording} />
        <p>
          <PdfLinks code={preview.code} about={preview.code} />
        </p>
      </Card>
    ))}
    <h2 className="nhsuk-heading-l">Where nothing may be given away</h2>
    <p>Said in place of each of them, whatever it is about.</p>
    <Card>
      <Card.Heading headingLevel="h3" className="nhsuk-heading-m">
        {previews[0]!.neutral.subject}
      </Card.Heading>
      <Ways wording={previews[0]!.neutral} />
      <p>
        <a href={`/dev/letters/${previews[0]!.code}.pdf?neutral=1`}>The neutral letter as PDF</a>
      </p>
    </Card>
  </AppShell>
)

/** The code of the example that is no message. */
export const LONG_LETTER = 'long-letter'

const PdfLinks = ({ code, about }: { code: string; about: string }) => (
  <>
    <a href={`/dev/letters/${code}.pdf`}>
      Letter as PDF<span className="nhsuk-u-visually-hidden">: {about}</span>
    </a>
    {', '}
    <a href={`/dev/letters/${code}.pdf?large=1`}>
      in large print<span className="nhsuk-u-visually-hidden">: {about}</span>
    </a>
  </>
)

const Ways = ({ wording: { text, email, letter } }: { wording: Wording }) => (
  <Summary
    rows={[
      { key: `Text, ${text.length} characters`, value: <Words of={text} /> },
      { key: 'Email', value: <Words of={email} /> },
      { key: 'Letter', value: <Words of={letter} /> },
    ]}
  />
)

const Words = ({ of }: { of: string }) =>
  of.split('\n\n').map((paragraph, n) => (
    <p key={n} className="nhsuk-u-text-break-word">
      {paragraph.split('\n').map((line, m) => [m > 0 && <br key="break" />, line])}
    </p>
  ))
