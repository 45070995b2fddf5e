import { InsetText } from 'nhsuk-react-components'
import { HELPLINES } from '#ui/helplines.ts'
import { HelplineLink, UrgentHelp } from '#ui/urgent-help.tsx'
import { sayAges, type Team } from '#registers/teams/index.ts'
import type { AskFacts } from './ask.type.ts'
import { ageOf } from './referral-from-answers.ts'

/** How near urgent words are: just typed or about to be sent, somewhere before, or nowhere. */
export type Urgency = 'now' | 'before' | 'none'

/** What must be said before the next question. It never blocks: whoever types such words may go on at once. */
export const Notices = ({ urgency, facts, ages }: { urgency: Urgency; facts: AskFacts; ages: boolean }) => (
  <>
    {urgency === 'now' && (
      <>
        <UrgentHelp />
        <p>{NOBODY_READS} You can go on here too.</p>
      </>
    )}
    {urgency === 'before' && (
      <p>
        <strong>Need someone now?</strong> Ring <HelplineLink helpline={HELPLINES.emergency} />,{' '}
        <HelplineLink helpline={HELPLINES.nhs111} /> or Samaritans on <HelplineLink helpline={HELPLINES.samaritans} />.
      </p>
    )}
    {ages && isOutsideAges(facts.team, ageOf(facts)) && <AgeNotice team={facts.team!} />}
  </>
)

export const NOBODY_READS = 'Nobody reads what you write here straight away. These people answer now.'

const AgeNotice = ({ team }: { team: Team }) => (
  <InsetText>
    <p>
      {team.name} see people of these ages: {sayAges(team)}. You can still send this. They will tell you who can help.
    </p>
  </InsetText>
)

function isOutsideAges(team: Team | undefined, age: number | undefined): boolean {
  if (!team || age === undefined) return false
  return (team.minimumAge !== null && age < team.minimumAge) || (team.maximumAge !== null && age > team.maximumAge)
}
