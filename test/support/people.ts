import type { Context } from '#platform/context.ts'
import { keysFrom } from '#platform/crypto.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { registerPerson, saveInvolvement, type Involvement, type PersonDetails } from '#registers/people/index.ts'
import { as, asJob, asPublic, makePartnership } from './actors.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

export const keys = keysFrom('a secret for tests that is long enough')

/** Organisations: a network with two teams, a charity with one, a GP practice; and one of another partnership. */
export const place = { pcn: newId(), charity: newId(), practice: newId(), elsewhere: newId() }
export const team = { riverside: newId(), hillside: newId(), connectors: newId() }

/** People and who may see them, on a database of its own. */
export interface PeopleWorld {
  db: TestDatabase
  here: Id
  /** Another partnership. */
  there: Id
  /** A new person, named Okafor and born on 2 January 1950 unless said otherwise. */
  someone(givenName: string, changes?: Partial<PersonDetails>): Promise<Id>
  involve(involvement: Involvement): Promise<void>
  /** Somebody who works there. */
  staff(organisationId: Id, teamId?: Id, partnershipId?: Id): Context
  /** A link worker of the Riverside team. */
  riverside(): Context
}

export async function openPeople(): Promise<PeopleWorld> {
  const db = await openTestDatabase()
  const [here, there] = [await makePartnership(db), await makePartnership(db, 'Otherplace')]
  await db.owner.query(
    `insert into access.organisation (partnership_id, id, name, kind)
      select p, o, 'An organisation', 'other' from unnest($1::uuid[], $2::uuid[]) as given (p, o)`,
    [
      [here, here, here, there],
      [place.pcn, place.charity, place.practice, place.elsewhere],
    ],
  )
  await db.owner.query(
    `insert into teams.team (partnership_id, organisation_id, id, name)
      select $1, o, t, n from unnest($2::uuid[], $3::uuid[], $4::text[]) as given (o, t, n)`,
    [here, [place.pcn, place.pcn, place.charity], Object.values(team), Object.keys(team)],
  )
  const staff = (organisationId: Id, teamId?: Id, partnershipId = here) =>
    as(db, {
      kind: 'account',
      partnershipId,
      accountId: newId(),
      organisationId,
      teamId,
      roles: ['link_worker'],
      name: 'Priya Nair',
    })
  return {
    db,
    here,
    there,
    staff,
    riverside: () => staff(place.pcn, team.riverside),
    involve: (involvement) => asJob(db, here).transaction(async (tx) => saveInvolvement(tx, involvement)),
    async someone(givenName, changes = {}) {
      const details = {
        familyName: 'Okafor',
        birthDate: day('1950-01-02'),
        practiceCode: 'ZZ0001',
        telephone: '07700900123',
      }
      const registered = await asPublic(db, here).transaction((tx) =>
        registerPerson(tx, keys, { givenName, ...details, ...changes }),
      )
      return registered.personId
    },
  }
}
