import { InsetText } from 'nhsuk-react-components'
import { UrgentHelp } from '#ui/urgent-help.tsx'
import { sayAges, type Team } from '#registers/teams/index.ts'
import type { AskFacts } from './ask.type.ts'
import { ageOf } from './referral-from-answers.ts'

/** What must be said before the next question. It never blocks: whoever types such words may go on at once. */
export const Notices = ({ urgent, facts }: { urgent: boolean; facts: AskFacts }) => (
  <>
    {urgent && <UrgentNotice />}
    {isOutsideAges(facts.team, ageOf(facts)) && <AgeNotice team={facts.team!} />}
  </>
)

export const UrgentNotice = () => (
  <>
    <UrgentHelp />
    <p>Nobody reads what you write here straight away. These people answer now. You can go on here too.</p>
  </>
)

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
