import { ageOn, type Day } from '#platform/days.ts'
import { ACCESS_NEEDS, nameOf, type Person } from '#registers/people/index.ts'
import { sayLanguages } from '#registers/teams/index.ts'
import { REASONS, type Reason } from '../reasons.ts'

/** Reasons as staff read them: "Feeling lonely, grief". */
export function sayReasons(reasons: readonly Reason[]): string {
  const [first = '', ...others] = reasons.map((reason) => REASONS[reason].label)
  return [first, ...others.map((label) => `${label.charAt(0).toLowerCase()}${label.slice(1)}`)].join(', ')
}

/** "Grace Okafor, 76"; where the person cannot be seen any more, that. */
export const sayWho = (person: Person | undefined, today: Day): string =>
  person ? `${nameOf(person)}, ${ageOn(person.birthDate, today)}` : 'Somebody whom you may no longer see'

/** "Polish. Book an interpreter."; undefined for English without an interpreter. */
export function sayLanguageNeed({
  language,
  interpreter,
}: Pick<Person, 'language' | 'interpreter'>): string | undefined {
  if (language === 'en' && !interpreter) return undefined
  const speaks = language === 'en' ? 'English' : sayLanguages([language])
  return interpreter ? `${speaks}. Book an interpreter before you speak.` : speaks
}

const WAYS = { telephone: 'telephone', text: 'text message', email: 'email', post: 'post' } as const

/** What not to do, and when and how to reach somebody, the most dangerous first. */
export function safeContactLines(person: Person): string[] {
  const { safeContact, accessNeeds, preferredContact, telephone, email } = person
  const noTelephone = accessNeeds.includes('no-telephone')
  return [
    person.deceasedOn && 'This person has died. Do not contact them.',
    person.restricted &&
      'Their telephone, email and address are kept back. Only the link worker who has them may open these, and says why.',
    safeContact.neutralSender &&
      'Do not show who you are to anybody else who answers, and not on the outside of a letter.',
    noTelephone && 'Do not ring. Write or text.',
    safeContact.hours && `Only at these times: ${safeContact.hours}.`,
    !noTelephone &&
      (telephone || person.restricted) &&
      (safeContact.voicemail ? 'You may leave a message.' : 'Do not leave a message on their telephone.'),
    !safeContact.post && 'Do not send post.',
    preferredContact && `They like ${WAYS[preferredContact]} best.`,
    !person.restricted &&
      !telephone &&
      !email &&
      person.addressLines.length === 0 &&
      'We have no way to reach them: ask the referrer.',
  ].filter((line) => typeof line === 'string')
}

/** Whether anything of that is a warning: a message that may be left and the way they like best are none. */
export const mustBeCareful = (person: Person): boolean =>
  safeContactLines(person).some((line) => line !== 'You may leave a message.' && !line.startsWith('They like'))

/** What the person needs, each with what to do about it. */
export const AccessNeeds = ({ person }: { person: Pick<Person, 'accessNeeds'> }) =>
  person.accessNeeds.length === 0 ? (
    <>None that we know of. Ask.</>
  ) : (
    <ul className="nhsuk-list">
      {person.accessNeeds.map((need) => (
        <li key={need}>
          <strong>{ACCESS_NEEDS[need].label}.</strong> {ACCESS_NEEDS[need].staff}
        </li>
      ))}
    </ul>
  )
