import { Button, Details } from 'nhsuk-react-components'
import { emptyForm } from '#platform/forms.ts'
import { ChoicesField, SelectField, TextField } from '#ui/fields.tsx'
import { languageName } from '../listing/listing.rules.ts'
import { NEEDS } from '../needs/needs.ts'
import { isNarrowed, type Search, TIMES, WAYS, WEEKDAYS, WHO } from './search.rules.ts'

/** Languages that many people in England speak at home, and British Sign Language. */
const LANGUAGES = [
  'ar',
  'bn',
  'bfi',
  'zh',
  'fa',
  'fr',
  'gu',
  'it',
  'pl',
  'pt',
  'pa',
  'ro',
  'so',
  'es',
  'ta',
  'tr',
  'uk',
  'ur',
]

/** A GET form: the address holds the search, so that it can be kept, sent and gone back to. */
export function SearchForm({ search }: { search: Search }) {
  const form = emptyForm<unknown>({
    ...search,
    age: search.age === undefined ? '' : String(search.age),
    free: search.free ? ['yes'] : [],
    step_free: search.stepFree ? ['yes'] : [],
    space: search.space ? ['yes'] : [],
  })
  const needs = Object.entries(NEEDS).map(([value, { label }]) => ({ value, text: label }))
  const languages = LANGUAGES.map((value) => ({ value, text: languageName({ code: value }) ?? value })).toSorted(
    (a, b) => a.text.localeCompare(b.text),
  )
  return (
    <form action="/find" method="get" role="search" aria-label="Find support">
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <TextField
            form={form}
            name="words"
            label="What would help?"
            hint="Say it in your own words, as you would to a friend."
            type="search"
          />
        </div>
        <div className="nhsuk-grid-column-one-third">
          <TextField
            form={form}
            name="postcode"
            label="Your postcode"
            hint="The first half is enough."
            width={10}
            autoComplete="postal-code"
          />
        </div>
      </div>
      <Details open={isNarrowed(search)}>
        <Details.Summary>More choices</Details.Summary>
        <Details.Text>
          <SelectField form={form} name="need" label="About" choices={needs} empty="Anything" />
          <SelectField form={form} name="who" label="Meant for" choices={options(WHO)} empty="Anybody" />
          <TextField form={form} name="age" label="Age of the person it is for" width={3} inputMode="numeric" />
          <SelectField form={form} name="day" label="Day" choices={options(WEEKDAYS)} empty="Any day" />
          <SelectField form={form} name="time" label="Time of day" choices={options(TIMES)} empty="Any time" />
          <SelectField form={form} name="way" label="In person or from home" choices={options(WAYS)} empty="Any way" />
          <SelectField form={form} name="language" label="Language" choices={languages} empty="Any language" />
          <ChoicesField form={form} name="free" label="Cost" choices={yes('Only what is free')} small />
          <ChoicesField
            form={form}
            name="step_free"
            label="Getting in"
            choices={yes('Only places without steps')}
            small
          />
          <ChoicesField form={form} name="space" label="Space" choices={yes('Only what has space now')} small />
        </Details.Text>
      </Details>
      <Button>Find support</Button>
    </form>
  )
}

const options = (names: Record<string, string>) => Object.entries(names).map(([value, text]) => ({ value, text }))
const yes = (text: string) => [{ value: 'yes', text }]
