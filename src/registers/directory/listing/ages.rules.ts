export interface Ages {
  minimumAge?: number
  maximumAge?: number
}

/**
 * Ages in words: "11+", "6 years - 14 years", "4 to 18", "Under 5" (up to 4), "From 5 years upwards", "over 50s" (from 50), "18".
 * An empty answer is "everybody" ("All ages"); undefined when it cannot be read, or says what nobody can be ("14 - 6", "200+").
 */
export function readAges(text: string): Ages | undefined {
  const plain = text
    .toLowerCase()
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\b(years?( olds?)?|yrs?|y\/o|aged?|ages|people|of age|the)\b|[.:]/g, ' ')
    .replaceAll(/(\d)'?s\b/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (/^(all|any|everyone|everybody|all are welcome)$/.test(plain)) return {}
  if (/^adults?( only)?$/.test(plain)) return { minimumAge: 18 }
  for (const { pattern, ages } of PATTERNS) {
    const [, first, second] = pattern.exec(plain) ?? []
    if (first !== undefined) return plausible(ages(Number(first), Number(second)))
  }
  return undefined
}

const N = String.raw`(\d{1,3})`
const PATTERNS: { pattern: RegExp; ages: (first: number, second: number) => Ages }[] = [
  {
    pattern: new RegExp(`^(?:from |between )?${N} ?(?:-|to|and|until|up to) ?${N}$`),
    ages: (minimumAge, maximumAge) => ({ minimumAge, maximumAge }),
  },
  {
    pattern: new RegExp(
      `^(?:from )?${N} ?(?:\\+|plus|and (?:over|above|up|older)|or (?:over|above|older)|upwards?|onwards?)$`,
    ),
    ages: (minimumAge) => ({ minimumAge }),
  },
  { pattern: new RegExp(`^(?:from|over|minimum) ${N}$`), ages: (minimumAge) => ({ minimumAge }) },
  { pattern: new RegExp(`^(?:under|below|younger than) ${N}$`), ages: (limit) => ({ maximumAge: limit - 1 }) },
  { pattern: new RegExp(`^(?:up to|until|maximum) ${N}$`), ages: (maximumAge) => ({ maximumAge }) },
  { pattern: new RegExp(`^${N} (?:and|or) (?:under|younger|below)$`), ages: (maximumAge) => ({ maximumAge }) },
  { pattern: new RegExp(`^${N}$`), ages: (age) => ({ minimumAge: age, maximumAge: age }) },
]

function plausible({ minimumAge, maximumAge }: Ages): Ages | undefined {
  const all = [minimumAge, maximumAge].filter((age) => age !== undefined)
  if (all.some((age) => age < 0 || age > 120)) return undefined
  return (minimumAge ?? 0) <= (maximumAge ?? 120) ? { minimumAge, maximumAge } : undefined
}
