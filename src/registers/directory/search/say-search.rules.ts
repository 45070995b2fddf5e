import { languageName } from '../listing/listing.rules.ts'
import { NEEDS } from '../needs/needs.ts'
import { isNarrowed, type Search, TIMES, WAYS, WEEKDAYS, WHO } from './search.rules.ts'

/** Whether somebody looks for something, rather than opening the page. */
export const isSearched = (search: Search): boolean =>
  search.words !== '' || search.postcode !== '' || isNarrowed(search)

/** “lonely” near ZZ1 1AA: words and place as a heading. A long story is cut: it stands in full in the form. */
export function saySearch({ words, postcode }: Pick<Search, 'words' | 'postcode'>): string {
  if (!words) return postcode ? `Support near ${postcode}` : 'Find support'
  return `“${shortened(words)}”${postcode ? ` near ${postcode}` : ''}`
}

/** The further choices in words, so that nobody forgets what is shut out: "Housing", "Women", "Age 30", "Free". */
export const sayChoices = (search: Search): string[] =>
  [
    search.need && NEEDS[search.need].label,
    search.who && WHO[search.who],
    search.age !== undefined && `Age ${search.age}`,
    search.day && WEEKDAYS[search.day],
    search.time && TIMES[search.time],
    search.way && WAYS[search.way],
    search.language && (languageName({ code: search.language }) ?? search.language),
    search.free && 'Free',
    search.stepFree && 'Without steps',
    search.space && 'Has space now',
  ].filter((choice) => typeof choice === 'string')

/** Two lines on a small phone. */
const MOST = 34

function shortened(words: string): string {
  if (words.length <= MOST) return words
  const cut = words.slice(0, MOST)
  return `${cut.slice(0, cut.lastIndexOf(' ') > 10 ? cut.lastIndexOf(' ') : MOST).toWellFormed()}…`
}
