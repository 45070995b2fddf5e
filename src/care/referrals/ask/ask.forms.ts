import type { Flow } from '#ui/question-flow/flow.type.ts'
import type { AskFacts } from './ask.type.ts'
import { access, BIRTH_FAULTS, help, know, NAME_FIELDS, reach, team, where } from './question-parts.forms.ts'

/** Asking for oneself: at most nine questions. */
export const ASK: Flow<AskFacts> = {
  id: 'ask',
  path: '/ask',
  questions: [
    where,
    team,
    help,
    {
      id: 'name',
      fields: NAME_FIELDS.map((field) => ({
        ...field,
        autoComplete: { given: 'given-name', family: 'family-name' }[field.id],
      })),
    },
    { id: 'birth', fields: [{ id: 'birth', kind: 'day', autoComplete: 'bday' }], faults: BIRTH_FAULTS },
    reach(['telephone', 'text', 'email', 'post']),
    access,
    know,
    {
      id: 'consent',
      fields: [
        { id: 'sharing', kind: 'choice', choices: ['yes', 'no'] },
        { id: 'practice', kind: 'yes-no', asked: ({ found }) => Boolean(found?.practice) },
      ],
      faults: [{ id: 'not-shared', field: 'sharing', when: (a) => a.sharing === 'no' }],
    },
  ],
}
