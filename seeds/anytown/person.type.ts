import type { AccessNeed } from '#registers/people/access-needs.ts'

/** An invented person, in the words of the register of people. Telephones without spaces. */
export type AnytownPerson = {
  /** Only named characters have one. */
  key?: string
  nhsNumber: string
  givenName: string
  familyName: string
  preferredName: string | null
  /** "1950-01-02" */
  birthDate: string
  sex: 'female' | 'male'
  pronouns: string | null
  /** Ethnic category code of the 2001 census: "A" to "S", "Z" not stated. */
  ethnicity: string
  practiceCode: string
  addressLines: string[]
  postcode: string
  telephone: string | null
  email: string | null
  preferredContact: 'telephone' | 'text' | 'email' | 'post'
  safeContact: { voicemail: boolean; post: boolean; hours: string | null; neutralSender: boolean }
  /** BCP 47 */
  language: string
  interpreter: boolean
  accessNeeds: AccessNeed[]
  restricted: boolean
}
