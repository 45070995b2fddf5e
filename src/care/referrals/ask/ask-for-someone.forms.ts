import type { Flow } from '#ui/question-flow/flow.type.ts'
import { AGENCIES } from '../referral.rules.ts'
import type { AskFacts } from './ask.type.ts'
import { access, BIRTH_FAULTS, help, know, NAME_FIELDS, reach, team, where } from './question-parts.forms.ts'

/** Asking for somebody else, as family or friend or from an agency without an account: at most nine questions. */
export const ASK_FOR_SOMEONE: Flow<AskFacts> = {
  id: 'ask-for-someone',
  path: '/ask/for-someone',
  questions: [
    {
      id: 'you',
      fields: [
        { id: 'name', kind: 'text', max: 200, autoComplete: 'name' },
        { id: 'telephone', kind: 'telephone', optional: true, autoComplete: 'tel' },
        { id: 'email', kind: 'email', optional: true, autoComplete: 'email' },
        { id: 'as', kind: 'choice', choices: ['family', 'work'] },
        { id: 'relationship', kind: 'text', max: 100, only: { field: 'as', is: 'family' } },
        {
          id: 'agency',
          kind: 'choice',
          look: 'list',
          choices: Object.keys(AGENCIES),
          only: { field: 'as', is: 'work' },
        },
        { id: 'organisation', kind: 'text', max: 200, only: { field: 'as', is: 'work' }, autoComplete: 'organization' },
        { id: 'role', kind: 'text', max: 100, only: { field: 'as', is: 'work' }, autoComplete: 'organization-title' },
      ],
      faults: [
        { id: 'no-way', field: 'telephone', when: (a) => !a.telephone && !a.email },
        // It is confirmed before anything is sent: that is all we know of who asks.
        { id: 'work-email', field: 'email', when: (a) => a.as === 'work' && !a.email },
      ],
    },
    where,
    team,
    help,
    { id: 'person', fields: [...NAME_FIELDS, { id: 'birth', kind: 'day' }], faults: BIRTH_FAULTS },
    reach(['telephone', 'text', 'email', 'post', 'me']),
    access,
    know,
    {
      id: 'consent',
      fields: [
        { id: 'agreed', kind: 'choice', choices: ['yes', 'cannot', 'no'] },
        {
          id: 'practice',
          kind: 'yes-no',
          only: { field: 'agreed', is: 'yes' },
          asked: ({ found }) => Boolean(found?.practice),
        },
        { id: 'cannot-why', kind: 'words', max: 1_000, only: { field: 'agreed', is: 'cannot' } },
        { id: 'not-why', kind: 'words', max: 1_000, only: { field: 'agreed', is: 'no' } },
      ],
    },
  ],
}
