import { blindIndex, encrypt, type Keys } from '#platform/crypto.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { AccessNeed } from './access-needs.ts'
import type { NhsNumber } from './nhs-number.rules.ts'
import type { Channel, SafeContact } from './person.rules.ts'
import type { Sex } from './person.queries.ts'

/** What is told about a person when they are registered. What is left out is not known. */
export interface PersonDetails {
  /** Made when left out. */
  id?: Id
  title?: string | null
  givenName: string
  familyName: string
  preferredName?: string | null
  birthDate: Day
  nhsNumber?: NhsNumber | null
  /** Whether the national register confirmed the number. */
  nhsNumberTraced?: boolean
  /** V81999 where no practice is known. */
  practiceCode: string
  addressLines?: readonly string[]
  postcode?: string | null
  telephone?: string | null
  email?: string | null
  preferredContact?: Exclude<Channel, 'voicemail'> | null
  safeContact?: Partial<SafeContact> | null
  /** BCP 47; English when left out. */
  language?: string | null
  interpreter?: boolean
  accessNeeds?: readonly AccessNeed[]
  pronouns?: string | null
  sex?: Sex | null
  gender?: string | null
  /** National ethnic category code: "A" to "S", "Z" not stated, "99" not known. */
  ethnicity?: string | null
  sexualOrientation?: string | null
  /** Other PRSB demographics as received, kept to be passed on. */
  further?: Record<string, unknown>
  restricted?: boolean
  deceasedOn?: Day | null
}

/** The columns of people.person that hold the given details; only those that are given, so that it serves changes too. */
export function columnsOf(keys: Keys, details: Partial<PersonDetails>) {
  const { safeContact } = details
  return given({
    title: details.title,
    given_name: details.givenName?.trim(),
    family_name: details.familyName?.trim(),
    preferred_name: details.preferredName,
    birth_date: details.birthDate,
    ...nhsNumberColumns(keys, details),
    practice_code: details.practiceCode,
    address_lines: details.addressLines && [...details.addressLines],
    postcode: details.postcode,
    telephone: details.telephone,
    email: details.email,
    preferred_contact: details.preferredContact,
    safe_voicemail: safeContact?.voicemail,
    safe_post: safeContact?.post,
    safe_hours: safeContact?.hours,
    neutral_sender: safeContact?.neutralSender,
    language: details.language ?? undefined,
    interpreter: details.interpreter,
    access_needs: details.accessNeeds && [...details.accessNeeds],
    pronouns: details.pronouns,
    sex: details.sex,
    gender: details.gender,
    ethnicity: details.ethnicity,
    sexual_orientation: details.sexualOrientation,
    further: details.further,
    restricted: details.restricted,
    deceased_on: details.deceasedOn,
  })
}

function nhsNumberColumns(keys: Keys, { nhsNumber, nhsNumberTraced }: Partial<PersonDetails>) {
  if (nhsNumber === undefined) return {}
  if (nhsNumber === null) return { nhs_number: null, nhs_number_index: null, nhs_number_status: null }
  return {
    nhs_number: encrypt(keys, nhsNumber),
    nhs_number_index: blindIndex(keys, nhsNumber),
    nhs_number_status: nhsNumberTraced ? 'traced' : 'untraced',
  }
}

const given = <T extends object>(columns: T): Partial<T> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Partial<T>
