import type { Tx } from '#platform/database/database.ts'
import type { Actor } from '#platform/context.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import type { Asker } from '#care/support/contacts/tell-episode.ts'
import type { ContactFact } from '#care/support/contacts/contact.rules.ts'
import type { TeamEpisode } from '#care/support/contacts/episode-change.queries.ts'
import type { Day } from '#platform/days.ts'
import type { Person } from '#registers/people/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { organisationId, teamId } from '../load-organisations.ts'
import type { Life } from '../life/life.type.ts'
import type { Staff } from '../life/staff.ts'
import { ORGANISATIONS } from '../organisations.ts'
import { PRACTICES } from '../places.ts'
import type { Book } from './book.ts'

/** A life while it is being written down: what use cases would read from the database is kept here instead. */
export interface Written {
  book: Book
  services: Services
  life: Life
  worker: Staff
  person: Person
  team: Team
  referralId: Id
  reference: string
  /** The referral's row. */
  referral: Record<string, unknown>
  /** Undefined until the referral was accepted. */
  episode: (TeamEpisode & { row: Record<string, unknown>; moves: number }) | undefined
  contacts: (ContactFact & { id: Id })[]
  planVersion: number
  asker: Asker | undefined
  connections: WrittenConnection[]
  /** Why organisations may see the person, by organisation and reason. */
  involvements: Map<string, Record<string, unknown>>
  /** Somebody at a moment of this life. */
  at(actor: Actor, moment: Date): Tx
}

export interface WrittenConnection {
  id: Id
  row: Record<string, unknown>
  providerId: Id
  serviceName: string
  status: string
  moves: number
}

/** The person as staff see them. */
export const personOf = ({ number, person }: Life): Person => ({
  id: personId(number),
  title: null,
  givenName: person.givenName,
  familyName: person.familyName,
  preferredName: person.preferredName,
  birthDate: person.birthDate as Day,
  nhsNumberStatus: 'traced',
  practiceCode: person.practiceCode,
  addressLines: person.addressLines,
  postcode: person.postcode,
  telephone: person.telephone,
  email: person.email,
  preferredContact: person.preferredContact,
  safeContact: person.safeContact,
  language: person.language,
  interpreter: person.interpreter,
  accessNeeds: person.accessNeeds,
  pronouns: person.pronouns,
  gender: null,
  ethnicity: person.ethnicity,
  restricted: person.restricted,
  deceasedOn: null,
  version: 1,
})

/** The id of somebody who came before the town was first opened; the same on every machine. */
export const personId = (number: number): Id => idFrom('anytown', 'history', 'person', String(number))

/** What messages say of a team. */
export const teamOf = ({ team }: Life): Team =>
  ({
    id: teamId(team.key),
    organisationId: organisationId(team.organisation),
    organisationName: ORGANISATIONS.find(({ code }) => code === team.organisation)!.name,
    name: team.name,
    telephone: team.telephone,
    email: team.email,
  }) as Team

/** The practice that is told of the end, if it is. */
export const practiceOf = ({ person, request }: Life): { id: Id; name: string } | undefined => {
  const practice = PRACTICES.find(({ code }) => code === person.practiceCode)!
  return request.tellPractice ? { id: organisationId(practice.code), name: practice.name } : undefined
}
