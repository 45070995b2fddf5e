import { Button, Details } from 'nhsuk-react-components'
import { emptyForm } from '#platform/forms.ts'
import { ChoicesField, SelectField, TextField } from '#ui/fields.tsx'
import { languageName } from '../listing/listing.rules.ts'
import { NEEDS } from '../needs/needs.ts'
import { isNarrowed, PARAMETERS, type Search, TIMES, WAYS, WEEKDAYS, WHO } from './search.rules.ts'

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

interface SearchFormProps {
  search: Search
  /** After a search: short, and the further choices folded, since what was found stands below. */
  again?: boolean
}

/** After a search: folded away on a phone, so that what was found is on the first screen. */
export const SearchAgain = ({ search, open = false }: { search: Search; open?: boolean }) => (
  <Details open={open} className="trellis-again">
    <Details.Summary>Change your search</Details.Summary>
    <SearchForm search={search} again />
  </Details>
)

const NEED_CHOICES = Object.entries(NEEDS).map(([value, { label }]) => ({ value, text: label }))
const LANGUAGE_CHOICES = LANGUAGES.map((value) => ({ value, text: languageName({ code: value }) ?? value })).toSorted(
  (a, b) => a.text.localeCompare(b.text),
)

const ONLY = {
  free: 'Only what is free',
  step_free: 'Only places without steps',
  space: 'Only what has space now',
} as const

/** A GET form: the address holds the search, so that it can be kept, sent and gone back to. */
export function SearchForm({ search, again = false }: SearchFormProps) {
  const form = emptyForm<unknown>({
    ...search,
    age: search.age === undefined ? '' : String(search.age),
    free: search.free ? ['yes'] : [],
    step_free: search.stepFree ? ['yes'] : [],
    space: search.space ? ['yes'] : [],
  })
  return (
    <form action="/find" method="get" role="search" aria-label="Find support">
      <div className="nhsuk-grid-row trellis-ask-row">
        <div className="nhsuk-grid-column-two-thirds">
          <TextField
            form={form}
            name="words"
            label="What would help?"
            hint={again ? undefined : 'Say it in your own words, as you would to a friend.'}
            type="search"
          />
        </div>
        <div className="nhsuk-grid-column-one-third">
          <TextField
            form={form}
            name="postcode"
            label="Postcode"
            hint={again ? undefined : 'Of the person it is for. The first half is enough.'}
            width={10}
            autoComplete="postal-code"
          />
        </div>
      </div>
      <Details open={!again && isNarrowed(search)}>
        <Details.Summary>More choices</Details.Summary>
        <Details.Text>
          <SelectField form={form} name="need" label={PARAMETERS.need.label} choices={NEED_CHOICES} empty="Anything" />
          <SelectField form={form} name="who" label={PARAMETERS.who.label} choices={options(WHO)} empty="Anybody" />
          <TextField form={form} name="age" label={PARAMETERS.age.label} width={3} inputMode="numeric" />
          <SelectField
            form={form}
            name="day"
            label={PARAMETERS.day.label}
            choices={options(WEEKDAYS)}
            empty="Any day"
          />
          <SelectField
            form={form}
            name="time"
            label={PARAMETERS.time.label}
            choices={options(TIMES)}
            empty="Any time"
          />
          <SelectField form={form} name="way" label={PARAMETERS.way.label} choices={options(WAYS)} empty="Any way" />
          <SelectField
            form={form}
            name="language"
            label={PARAMETERS.language.label}
            choices={LANGUAGE_CHOICES}
            empty="Any language"
          />
          {Object.entries(ONLY).map(([name, text]) => (
            <ChoicesField
              key={name}
              form={form}
              name={name}
              label={PARAMETERS[name as keyof typeof ONLY].label}
              choices={[{ value: 'yes', text }]}
              small
            />
          ))}
        </Details.Text>
      </Details>
      <Button>Find support</Button>
    </form>
  )
}

const options = (names: Record<string, string>) => Object.entries(names).map(([value, text]) => ({ value, text }))
