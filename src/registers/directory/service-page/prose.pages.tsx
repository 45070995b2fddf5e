import { readProse } from './prose.rules.ts'

/** A source's own text, in paragraphs, lists and sub-headings. Drawn as text: nothing in it can become markup. */
export const Prose = ({ text, headings: Heading }: { text: string; headings: 'h3' | 'h4' }) => (
  <>
    {readProse(text).map((block, n) => {
      if (block.kind === 'heading') {
        return (
          <Heading key={n} className="nhsuk-heading-s">
            {block.text}
          </Heading>
        )
      }
      if (block.kind === 'list') {
        return (
          <ul key={n} className="nhsuk-list nhsuk-list--bullet">
            {block.items.map((item, i) => (
              <li key={i}>{item}</li>
            ))}
          </ul>
        )
      }
      return (
        <p key={n}>
          {block.lines.map((line, i) => (
            <span key={i}>
              {i > 0 && <br />}
              {line}
            </span>
          ))}
        </p>
      )
    })}
  </>
)
