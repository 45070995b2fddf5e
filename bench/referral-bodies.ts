import { nhsNumbersFrom } from './nhs-numbers.ts'

const GIVEN = [
  'Ada',
  'Beth',
  'Carl',
  'Dina',
  'Emil',
  'Fay',
  'Gita',
  'Hugh',
  'Ines',
  'Jack',
  'Kofi',
  'Lena',
  'Musa',
  'Nora',
  'Omar',
]
const FAMILY = [
  'Ashbourne',
  'Brampton',
  'Coldham',
  'Dunley',
  'Elmere',
  'Ferngate',
  'Glenshaw',
  'Harthurst',
  'Ingworth',
  'Kelwick',
  'Langstead',
]

export interface Bodies {
  teamId: string
  practices: string[]
  /** Where the NHS numbers start: each one is used once. */
  first: number
}

/** Bodies of `POST /api/v1/referrals` with every field of CONTRACT §5 filled in, each for another person. */
export function* referralBodies({ teamId, practices, first }: Bodies): Generator<string, never> {
  let n = first
  for (const nhsNumber of nhsNumbersFrom(first)) {
    const practice = practices[n++ % practices.length]!
    yield JSON.stringify({
      person: {
        given_name: GIVEN[n % GIVEN.length],
        family_name: FAMILY[Math.floor(n / 15) % FAMILY.length],
        birth_date: new Date(Date.UTC(1931, 0, 1 + ((n * 7919) % 27_000))).toISOString().slice(0, 10),
        nhs_number: nhsNumber,
        practice_code: practice,
        postcode: 'ZZ1 1AA',
        telephone: `07700900${String((n * 7 + Math.floor(n / 1000)) % 1000).padStart(3, '0')}`,
        email: null,
        preferred_contact: 'text',
        safe_contact: { voicemail: false, post: true, hours: null },
        language: 'en',
        access_needs: ['large-print'],
      },
      referrer: {
        kind: 'professional',
        name: 'Dr A Patel',
        role: 'GP',
        profession: null,
        organisation_code: practices[0],
        telephone: '01632960000',
        email: 'a.patel@example.org',
      },
      team_id: teamId,
      reasons: ['loneliness'],
      reason_text: 'Has seen nobody but the postman since the spring, and would like company on a weekday.',
      risks: [{ text: 'A dog that barks at visitors' }],
      no_known_risks: false,
      consent: { sharing: 'given', by: 'person', note: null },
      tell_practice: true,
    })
  }
  throw new Error('no more NHS numbers')
}
