import { Button } from 'nhsuk-react-components'
import { Hero } from '#ui/hero.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'

/** Three ways in, each a real search: people see that any words will do. */
const EXAMPLES = ['someone to talk to', 'help with money', 'things to do in the day']

/** A way on for those who would rather not search. Which there are depends on what this installation offers. */
export interface WayOn {
  href: string
  heading: string
  text: string
}

/** First a question, not a form. */
export const HomePage = ({ shell, ways }: { shell: Shell; ways: readonly WayOn[] }) => (
  <AppShell shell={shell} title="What would help?" hero={<Question />}>
    <section aria-labelledby="talk">
      <h2 className="nhsuk-heading-m" id="talk">
        Would you rather talk to someone?
      </h2>
      <ul className="trellis-ways">
        {ways.map((way) => (
          <li key={way.heading} className="trellis-ways__item">
            <h3 className="nhsuk-heading-s trellis-ways__heading">
              <a href={way.href}>{way.heading}</a>
            </h3>
            <p>{way.text}</p>
          </li>
        ))}
      </ul>
      <p className="nhsuk-u-margin-top-4">
        Would you rather ring? <a href="/link-workers">Find the link workers for your postcode</a>.
      </p>
    </section>
  </AppShell>
)

const Question = () => (
  <Hero title="What would help?" lede="Say it as you would to a friend. We look near you.">
    <form className="trellis-search" action="/find" method="get" role="search" aria-label="Find support">
      <div className="trellis-search__field trellis-search__field--words">
        <label className="nhsuk-label" htmlFor="words">
          In your own words
        </label>
        <input className="nhsuk-input" id="words" name="words" type="search" maxLength={200} autoComplete="off" />
      </div>
      <div className="trellis-search__field trellis-search__field--postcode">
        <label className="nhsuk-label" htmlFor="postcode">
          Postcode
        </label>
        <input
          className="nhsuk-input"
          id="postcode"
          name="postcode"
          maxLength={10}
          autoComplete="postal-code"
          spellCheck={false}
        />
      </div>
      <Button>Find support</Button>
    </form>
    <p className="trellis-search__examples">
      Try:{' '}
      {EXAMPLES.map((words, n) => (
        <span key={words}>
          {n > 0 && ', '}
          <a href={`/find?words=${encodeURIComponent(words)}`}>{words}</a>
        </span>
      ))}
    </p>
  </Hero>
)
