import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { Conflict } from '#platform/errors.ts'
import { readForm, type FormRead } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { findMeantPractice } from '#care/referrals/index.ts'
import { changePerson, getPerson, NO_KNOWN_PRACTICE, type Person } from '#registers/people/index.ts'
import { detailsForm, type DetailsForm } from './details.forms.ts'
import { changesOf, type Changes } from './details.rules.ts'
import { getStanding } from './standing.queries.ts'

export type DetailsRefusal = 'faulty' | 'no-such-practice' | 'many-practices' | 'changed'

/** What was read of a form, and what of it differs from the person as they stand. */
export interface ReadDetails {
  person: Person
  read: FormRead<DetailsForm>
  practice: Decision<string, 'no-such-practice' | 'many-practices'>
  changes: Changes
}

/**
 * Puts a person's details right, for their team, from the version that was on the page. Messages that are queued afterwards
 * follow them; what is queued already stays as it was written. Refuses what the register of practices does not know, and
 * `changed` when somebody was quicker with something else. Throws NotFound for everybody but the team.
 */
export async function changeDetails(
  ctx: Context,
  { keys }: Services,
  params: { personId: string },
  version: number,
  body: unknown,
): Promise<Decision<Id, DetailsRefusal>> {
  try {
    return await ctx.transaction(async (tx) => {
      const { person, read, practice, changes } = await readDetails(tx, params, body)
      if (!read.ok) return refuse('faulty')
      if (!practice.ok) return practice
      if (Object.keys(changes).length > 0) await changePerson(tx, keys, person.id, version, changes)
      return allow(person.id)
    })
  } catch (error) {
    if (error instanceof Conflict) return refuse('changed')
    throw error
  }
}

/** Reads a form against the person as they stand. Throws NotFound for everybody but the team. */
export async function readDetails(tx: Tx, params: { personId: string }, body: unknown): Promise<ReadDetails> {
  const { personId } = await getStanding(tx, params)
  const person = await getPerson(tx, personId)
  const read = readForm(detailsForm(person), body)
  // Asked in every case, so that all that is to be mended is said at once.
  const practice = await meantPractice(tx, read.ok ? read.value.practice : read.form.values.practice, person)
  const changes = read.ok && practice.ok ? changesOf(person, read.value, practice.value) : {}
  return { person, read, practice, changes }
}

/** The code of the practice that was typed; nothing typed is no known practice, and what is held already needs no look-up. */
async function meantPractice(tx: Tx, typed: unknown, { practiceCode }: Person): Promise<ReadDetails['practice']> {
  const words = typeof typed === 'string' ? typed.trim() : ''
  if (words === '') return allow(NO_KNOWN_PRACTICE)
  const code = words.toUpperCase()
  if (code === NO_KNOWN_PRACTICE || code === practiceCode) return allow(code)
  const { practice, practices } = await findMeantPractice(tx, { practice: words })
  if (practice) return allow(practice.code)
  return refuse(practices.length > 0 ? 'many-practices' : 'no-such-practice')
}
