import { day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { createReferral, type Receipt, type ReferralRequest } from '#care/referrals/index.ts'
import type { PersonDetails } from '#registers/people/index.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { asJob } from './actors.ts'
import type { TestApp } from './app.ts'

export type Sent = Partial<Omit<ReferralRequest, 'person' | 'referrer'>> & {
  person?: Partial<PersonDetails>
  referrer?: Partial<ReferralRequest['referrer']>
}

/** Dr Patel refers Grace Okafor to the Riverside link workers; a test says what it is about, and the rest stays the same. */
export const sendReferral = (town: TestApp, { person, referrer, ...over }: Sent = {}): Promise<Receipt> =>
  createReferral(asJob(town.test, ANYTOWN), town.services, {
    teamId: teamId('riverside'),
    person: {
      givenName: 'Grace',
      familyName: 'Okafor',
      birthDate: day('1950-01-02'),
      practiceCode: 'ZZ0001',
      addressLines: ['14 Wharf Street'],
      postcode: 'ZZ1 1AA',
      telephone: '07700900123',
      preferredContact: 'telephone',
      safeContact: { voicemail: false, post: true, hours: null, neutralSender: false },
      ...person,
    },
    referrer: {
      kind: 'professional',
      name: 'Dr Asha Patel',
      role: 'GP',
      profession: null,
      relationship: null,
      agency: 'general_practice',
      organisationId: organisationId('ZZ0001'),
      organisationName: null,
      accountId: null,
      telephone: '01632960000',
      email: 'a.patel@example.org',
      ...referrer,
    },
    reasons: ['loneliness'],
    reasonText: 'Lost her husband in the autumn. Used to sing.',
    risks: [],
    noKnownRisks: true,
    consent: { sharing: 'given', by: 'person', note: null },
    tellPractice: true,
    cameBy: 'screen',
    ...over,
  })

/** The account of one of Anytown's staff, by e-mail address. */
export async function accountOf(town: TestApp, email: string): Promise<Id> {
  const { rows } = await town.test.owner.query<{ id: Id }>('select id from access.account where email = $1', [email])
  return rows[0]!.id
}
