import type { FastifyInstance } from 'fastify'
import { emptyForm, issueOf, versionIn, withIssue, type FormState } from '#platform/forms.ts'
import type { Services } from '#platform/services.ts'
import { findPractice } from '#foundations/geography/index.ts'
import { INBOX_POLICY } from '#care/referrals/index.ts'
import { changeDetails, readDetails, type DetailsRefusal } from './change-details.ts'
import { heldDetails, type DetailsForm } from './details.forms.ts'
import { DetailsPage } from './details.pages.tsx'
import { openRecord } from './open-record.ts'

const config = { policy: INBOX_POLICY }
type ByPerson = { Params: { personId: string } }

/** Putting a person's details right, for whoever works with them. */
export function addDetailsRoutes(app: FastifyInstance, services: Services): void {
  const url = '/people/:personId/details'
  app.get<ByPerson>(url, { config }, async ({ context, shell, params }, reply) => {
    const { record, practice } = await context.transaction(async (tx) => {
      const record = await openRecord(tx, params, 'details')
      return { record, practice: await findPractice(tx, record.person.practiceCode) }
    })
    const form = heldDetails(record.person, practice)
    return reply.page(<DetailsPage shell={shell} record={record} version={record.person.version} form={form} />)
  })
  app.post<ByPerson>(url, { config }, async ({ context, shell, params, body }, reply) => {
    const version = versionIn(body)
    const decision = await changeDetails(context, services, params, version, body)
    if (decision.ok) return reply.redirect(`/people/${decision.value}?done=details`, 303)
    const { record, read, changes, practice } = await context.transaction(async (tx) => ({
      record: await openRecord(tx, params, 'details'),
      ...(await readDetails(tx, params, body)),
    }))
    const typed = read.ok ? emptyForm<DetailsForm>(body as FormState<DetailsForm>['values']) : read.form
    const props = { shell, record, version }
    if (decision.reason === 'changed')
      return reply.page(<DetailsPage {...props} version={record.person.version} form={typed} differs={changes} />, 409)
    const form =
      practice.ok || issueOf(typed, 'practice') ? typed : withIssue(typed, 'practice', PRACTICE_ISSUES[practice.reason])
    return reply.page(<DetailsPage {...props} form={form} />, 422)
  })
}

const PRACTICE_ISSUES: Record<Exclude<DetailsRefusal, 'changed' | 'faulty'>, string> = {
  'no-such-practice': 'There is no such practice',
  'many-practices': 'More than one practice has a name like that: choose one from the list, or enter its code',
}
