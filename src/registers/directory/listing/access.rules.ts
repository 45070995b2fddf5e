import type { Access } from './listing.type.ts'

/** What is known of getting in, in words, and what nobody told us, so that one can ask before the journey. */
export function sayAccess(place: Access, own: Access = {}): { known: string[]; unknown: string[] } {
  const access = {
    ...place,
    ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
  }
  const facts = FACTS.map(({ field, name, yes, no }) => ({
    name,
    said: access[field] === undefined ? undefined : access[field] ? yes : no,
  }))
  const known = [access.stepFree && STEP_FREE[access.stepFree], ...facts.map(({ said }) => said)].filter(
    (words) => words !== undefined,
  )
  const unknown = [
    ...(access.stepFree ? [] : ['getting in without steps']),
    ...facts.filter(({ said }) => !said).map(({ name }) => name),
  ]
  return { known, unknown }
}

const STEP_FREE = {
  yes: 'You can get in without steps',
  partly: 'You can get into part of it without steps',
  no: 'There are steps to get in',
}

const FACTS = [
  { field: 'toilet', name: 'an accessible toilet', yes: 'Accessible toilet', no: 'No accessible toilet' },
  { field: 'hearingLoop', name: 'a hearing loop', yes: 'Hearing loop', no: 'No hearing loop' },
  { field: 'parking', name: 'parking', yes: 'Parking', no: 'No parking' },
] as const
