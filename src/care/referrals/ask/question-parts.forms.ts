import { ACCESS_NEED_GROUPS, ACCESS_NEEDS, type AccessNeed, type AccessNeedGroup } from '#registers/people/index.ts'
import type { Need } from '#registers/directory/index.ts'
import type { Answer, Field, Question } from '#ui/question-flow/flow.type.ts'
import type { AskFacts } from './ask.type.ts'
import { LANGUAGES } from './languages.ts'

/** What would help, sorted as people think of it. Every need has its place; a test looks. */
export const NEED_GROUPS = {
  feelings: ['loneliness', 'bereavement', 'low-mood', 'worry', 'memory'],
  living: [
    'money',
    'debt',
    'housing',
    'food',
    'fuel-and-warmth',
    'work',
    'learning',
    'digital',
    'getting-about',
    'legal-rights',
  ],
  people: [
    'caring',
    'family',
    'relationships',
    'safety',
    'newcomers',
    'language',
    'faith-and-culture',
    'older-life',
    'veterans',
    'lgbtq',
  ],
  body: ['long-term-condition', 'pain', 'disability', 'moving-more', 'weight-and-eating', 'addiction'],
  doing: ['nature', 'arts-and-making', 'volunteering'],
} as const satisfies Record<string, readonly Need[]>

/** Where they are registered or live decides which team it is. */
export const where: Question<AskFacts> = {
  id: 'where',
  fields: [
    { id: 'practice', kind: 'text', optional: true, suggest: '/practices/suggest' },
    { id: 'postcode', kind: 'postcode', optional: true, autoComplete: 'postal-code' },
  ],
  faults: [{ id: 'neither', field: 'practice', when: (a) => !a.practice && !a.postcode }],
  stands: (_, { found }) => found !== null,
}

/** Asked where there is something to choose or to say: several teams, none, or none that takes people now. */
export const team: Question<AskFacts> = {
  id: 'team',
  screenOnly: true,
  fields: [
    {
      id: 'team',
      kind: 'choice',
      options: ({ teams }) =>
        teams.filter(({ pause }) => !pause).map(({ id, name, summary }) => ({ value: id, text: name, hint: summary })),
    },
  ],
  asked: ({ found, teams }) => found !== null && (teams.length !== 1 || teams[0]?.pause !== null),
}

/** Words or ticks: either is enough, so that nobody who told their story must sort it as well. */
export const help: Question<AskFacts> = {
  id: 'help',
  fields: [
    { id: 'words', kind: 'words', optional: true },
    ...Object.entries(NEED_GROUPS).map(([id, choices]): Field<AskFacts> => ({
      id,
      kind: 'choices',
      optional: true,
      choices,
      look: 'folded',
    })),
  ],
  faults: [
    {
      id: 'nothing-said',
      field: 'words',
      when: (a) => !a.words && Object.keys(NEED_GROUPS).every((id) => !a[id]?.length),
    },
  ],
}

/** Also used for somebody who is asked for, where name and birth date share a page. */
export const NAME_FIELDS: readonly Field<AskFacts>[] = [
  { id: 'given', kind: 'text', max: 100 },
  { id: 'family', kind: 'text', max: 100, joins: true },
  { id: 'preferred', kind: 'text', max: 100, optional: true },
]

export const BIRTH_FAULTS = [
  { id: 'future', field: 'birth', when: (a: Answer, { today }: AskFacts) => String(a.birth) > today },
  { id: 'long-ago', field: 'birth', when: (a: Answer) => String(a.birth) < '1900-01-01' },
]

const groupsOf = Object.keys(ACCESS_NEED_GROUPS) as AccessNeedGroup[]
const needsOf = (group: AccessNeedGroup) =>
  (Object.keys(ACCESS_NEEDS) as AccessNeed[]).filter((code) => ACCESS_NEEDS[code].group === group)

export const access: Question<AskFacts> = {
  id: 'access',
  fields: [
    { id: 'language', kind: 'choice', look: 'list', choices: [...LANGUAGES, 'other'], preset: 'en' },
    { id: 'interpreter', kind: 'choices', optional: true, choices: ['yes'] },
    ...groupsOf.map((id): Field<AskFacts> => ({
      id,
      kind: 'choices',
      optional: true,
      choices: needsOf(id),
      look: 'folded',
    })),
    { id: 'other', kind: 'words', optional: true, max: 500 },
  ],
  faults: [{ id: 'which-language', field: 'other', when: (a) => a.language === 'other' && !a.other }],
}

/** "Nothing that I can think of" must be said: no answer is not the same as no risk. */
export const know: Question<AskFacts> = {
  id: 'know',
  fields: [
    { id: 'risks', kind: 'choice', choices: ['none', 'some'] },
    { id: 'risk', kind: 'words', only: { field: 'risks', is: 'some' } },
  ],
}

/** How somebody may be reached, and what could harm them. `ways`: which they may prefer. */
export const reach = (ways: readonly string[]): Question<AskFacts> => ({
  id: 'reach',
  fields: [
    { id: 'telephone', kind: 'telephone', optional: true, autoComplete: ways.includes('me') ? undefined : 'tel' },
    { id: 'email', kind: 'email', optional: true, autoComplete: ways.includes('me') ? undefined : 'email' },
    { id: 'preferred', kind: 'choice', choices: ways },
    { id: 'address', kind: 'words', max: 300, only: { field: 'preferred', is: 'post' } },
    { id: 'safe', kind: 'choices', choices: ['voicemail', 'post', 'neither'], exclusive: 'neither' },
    { id: 'quiet', kind: 'choices', optional: true, choices: ['yes'] },
    { id: 'hours', kind: 'text', optional: true },
  ],
  faults: [
    {
      id: 'no-telephone',
      field: 'telephone',
      when: (a) => (a.preferred === 'telephone' || a.preferred === 'text') && !a.telephone,
    },
    {
      id: 'no-mobile',
      field: 'telephone',
      when: (a) => a.preferred === 'text' && !/^(07|\+)/.test(String(a.telephone)),
    },
    { id: 'no-email', field: 'email', when: (a) => a.preferred === 'email' && !a.email },
    { id: 'letter-not-safe', field: 'safe', when: (a) => a.preferred === 'post' && !a.safe?.includes('post') },
    { id: 'safe-or-not', field: 'safe', when: (a) => (a.safe?.length ?? 0) > 1 && a.safe!.includes('neither') },
  ],
})
