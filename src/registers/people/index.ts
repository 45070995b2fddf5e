export {
  ACCESS_NEED_GROUPS,
  ACCESS_NEEDS,
  isAccessNeed,
  type AccessNeed,
  type AccessNeedGroup,
} from './access-needs.ts'
export { changePerson } from './change-person.ts'
export {
  listConsents,
  saveConsent,
  withdrawConsent,
  type Consent,
  type ConsentAnswer,
  type ConsentGiver,
  type ConsentSubject,
} from './consent.queries.ts'
export {
  endInvolvement,
  listInvolvements,
  saveInvolvement,
  saveInvolvements,
  type Involvement,
  type InvolvementReason,
} from './involvement.queries.ts'
export {
  NHS_NUMBER_WORDS,
  readNhsNumber,
  sayNhsNumber,
  type NhsNumber,
  type NhsNumberFault,
} from './nhs-number.rules.ts'
export {
  CHANNELS,
  CONTACT_REFUSALS,
  mayContact,
  type Channel,
  type ContactRefusal,
  type Reachable,
  type SafeContact,
  type SafeWay,
} from './person.rules.ts'
export {
  findPerson,
  getPerson,
  listPeople,
  initialsOf,
  nameOf,
  NO_KNOWN_PRACTICE,
  readStoredNhsNumber,
  type Person,
  type Sex,
} from './person.queries.ts'
export type { PersonDetails } from './person-details.queries.ts'
export { decidePossibleDuplicate, listPossibleDuplicates } from './possible-duplicate.queries.ts'
export { registerPeople, registerPerson, type Registered } from './register-person.ts'
export { readSafeHours, type SafeHours } from './safe-hours.rules.ts'
export { searchPeople, type FoundPerson } from './search-people.ts'
export { wayToTell, type WayToTell } from './way-to-tell.rules.ts'
export { VIEW_REASONS, viewRestrictedContact, type ContactDetails, type ViewReason } from './view-restricted-contact.ts'
