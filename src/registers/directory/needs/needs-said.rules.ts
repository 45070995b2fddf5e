import type { Need } from './needs.ts'

/**
 * How people say a need when they mean it plainly: our own list, tried on small letters without apostrophes. Needs that
 * words alone seldom tell apart have none; whoever is in doubt is better served by "something else" and their own words.
 */
const PLAIN: Partial<Record<Need, RegExp>> = {
  loneliness:
    /\b(lonely|loneliness|lonesome|isolated|isolation|(all|so|very|too much|feel|feels|feeling) alone|on (my|her|his|their) own|(no ?body|no ?one|someone|somebody) to talk to|(no|any|more) (company|friends)|miss(es|ing)? (the )?company)\b/,
  bereavement:
    /\b(bereave[dm]\w*|griev\w+|grief|widow(ed|er)?|(husband|wife|partner|mum|mother|dad|father|son|daughter|brother|sister|friend|baby|dog|cat) (has |have )?(just |recently )?(died|passed away)|lost (my|her|his|their) (husband|wife|partner|mum|mother|dad|father|son|daughter|brother|sister|baby))\b/,
  'low-mood': /\b(depress\w+|feel(s|ing)? (so |very |really )?(low|down|sad|hopeless)|low mood)\b/,
  worry: /\b(anxious|anxiety|panic( attacks?)?|stress(ed)?|worr(y|ies|ied|ying))\b/,
  memory: /\b(dementia|alzheimers?|(my|her|his|their) memory|forget(s|ful|ting) (things|everything|a lot)|forgetful)\b/,
  money:
    /\b(money|benefits|universal credit|pip|make ends meet|(pay|afford) (the |my |our |her |his |their )?(bills?|rent|food))\b/,
  debt: /\b(debts?|owe[sd]?|owing|bailiffs?|arrears|loan sharks?)\b/,
  housing: /\b(hous(e|ing) (is|problems?|trouble|association)|housing|homeless|evict\w*|landlord|damp|mould|mouldy)\b/,
  food: /\b(food ?bank|hungry|(enough|no|buy|afford) food)\b/,
  'fuel-and-warmth':
    /\b(heating|keep(ing)? warm|(gas|electric|electricity|energy) (bills?|meter)|cold (flat|house|home))\b/,
  work: /\b((find|get|finding|getting|lost|lose) (a|my|her|his|their) job|unemployed|out of work|redundan\w+|back to work)\b/,
  digital: /\b(get(ting)? online|internet|smart ?phone|computers?|laptop|tablet computer)\b/,
  caring:
    /\b(carer|(care|caring|look(ing)? after) (for )?(my|her|his|their) (husband|wife|partner|mum|mother|dad|father|son|daughter|brother|sister))\b/,
  addiction: /\b(drink(s|ing)? (too much|a lot)|alcohol\w*|gambl\w+|drugs|addict\w*)\b/,
  'moving-more': /\b(exercise|get(ting)? (fit|fitter|active)|keep(ing)? (fit|active)|walking group|swimming)\b/,
  'weight-and-eating': /\b((lose|losing) weight|overweight|eat(ing)? (better|healthily|well))\b/,
  pain: /\b(in pain|chronic pain|(back|knee|hip|joint) pain|constant pain)\b/,
  'getting-about':
    /\b(no transport|cant (drive|get out|get about|get anywhere)|bus pass|afraid to go out|housebound)\b/,
  nature: /\b(garden(s|ing)?|allotments?)\b/,
  'arts-and-making': /\b(singing|sing|choir|paint(ing)?|craft(s)?|sew(ing)?|knit(ting)?)\b/,
  newcomers: /\b(new (here|to (the|this) (area|town|country))|just moved here|asylum|refugees?)\b/,
  language: /\b((learn|improve|learning|improving|speak|no) english|esol)\b/,
  volunteering: /\b(volunteer(ing)?)\b/,
  veterans: /\b(veterans?|ex-?forces|served in the (army|navy|forces|raf))\b/,
}

/** "I am not lonely": the words right before that take the sense away. */
const DENIED = /\b(not|never|no|isnt|arent|wasnt|dont|doesnt|without)( \w+){0,2} $/

/** The needs that somebody's own words plainly name, in the order in which they are said. */
export function needsSaid(words: string): Need[] {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/\s+/g, ' ')
  return (Object.entries(PLAIN) as [Need, RegExp][])
    .flatMap(([need, pattern]) => {
      const at = firstMeant(plain, pattern)
      return at === undefined ? [] : [{ need, at }]
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ need }) => need)
}

function firstMeant(words: string, pattern: RegExp): number | undefined {
  for (const { index } of words.matchAll(new RegExp(pattern, 'g')))
    if (!DENIED.test(words.slice(Math.max(0, index - 40), index))) return index
  return undefined
}
