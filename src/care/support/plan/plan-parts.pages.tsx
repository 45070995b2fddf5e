import type { ReactNode } from 'react'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { NEEDS } from '#registers/directory/index.ts'
import { StatusTag, type Tone } from '#ui/tag.tsx'
import {
  ABOUT_ME,
  ABOUT_ME_FIELDS,
  ACTION_STATUSES,
  GOAL_STATUSES,
  type Action,
  type ActionStatus,
  type Agreement,
  type CarePlan,
  type Concern,
  type Goal,
  type GoalStatus,
} from './care-plan.type.ts'

interface PartProps {
  plan: CarePlan
  today: Day
  /** Where a goal or a step is changed; none on paper. */
  hrefs?: { goal: (id: string) => string; action: (id: string) => string }
  /** For the person: nothing that is withheld. */
  forPerson?: boolean
}

/** The plan in the order of the PRSB care and support plan, the person's own words first. What is empty is not there. */
export const PlanParts = (props: PartProps) => (
  <>
    <AboutMePart {...props} />
    <LinesPart title="What I can build on" lines={props.plan.strengths.map(({ text }) => text)} />
    <ConcernsPart {...props} />
    <GoalsPart {...props} />
    <RisksPart {...props} />
    <LinesPart title="What we do differently" lines={props.plan.adjustments.map(({ text }) => text)} />
  </>
)

const AboutMePart = ({ plan }: PartProps) => {
  const said = ABOUT_ME_FIELDS.filter((field) => plan.aboutMe[field] !== '')
  return said.length === 0 ? null : (
    <Part title="About me">
      {said.map((field) => (
        <div key={field} className="trellis-said">
          <h3 className="nhsuk-heading-s">{ABOUT_ME[field].label}</h3>
          <p className="trellis-words">{plan.aboutMe[field]}</p>
        </div>
      ))}
    </Part>
  )
}

const LinesPart = ({ title, lines }: { title: string; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <Part title={title}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  )

function ConcernsPart({ plan, forPerson }: PartProps) {
  const concerns = plan.concerns.filter(({ withheld }) => !(withheld && forPerson))
  return concerns.length === 0 ? null : (
    <Part title="What worries me">
      <ul>
        {concerns.map((concern) => (
          <li key={concern.id}>
            {sayConcern(concern)} {concern.withheld && <StatusTag tone="careful">Kept from them</StatusTag>}
          </li>
        ))}
      </ul>
    </Part>
  )
}

const sayConcern = ({ text, need }: Concern): string =>
  need && NEEDS[need].label !== text ? `${text} (${NEEDS[need].label.toLowerCase()})` : text

function GoalsPart(props: PartProps) {
  const { plan } = props
  const loose = plan.actions.filter(({ goalId }) => !plan.goals.some(({ id }) => id === goalId))
  if (plan.goals.length === 0 && loose.length === 0) return null
  return (
    <Part title="What I hope for, and next steps">
      {plan.goals.map((goal) => (
        <GoalPart key={goal.id} goal={goal} {...props} />
      ))}
      {loose.length > 0 && (
        <div className="trellis-said">
          <h3 className="nhsuk-heading-s">Other next steps</h3>
          <Steps actions={loose} {...props} />
        </div>
      )}
    </Part>
  )
}

function GoalPart({ goal, ...props }: PartProps & { goal: Goal }) {
  const { plan, hrefs, forPerson } = props
  const concern = plan.concerns.find(({ id, withheld }) => id === goal.concernId && !(withheld && forPerson))
  const facts = [
    concern && sentence(`Because: ${concern.text}`),
    goal.target && sentence(`I will know I am there when: ${goal.target}`),
    goal.importance && `How important: ${goal.importance} out of 10.`,
    goal.confidence && `How sure I am: ${goal.confidence} out of 10.`,
  ].filter((fact) => typeof fact === 'string')
  return (
    <div className="trellis-said">
      <h3 className="nhsuk-heading-s">{goal.text}</h3>
      <p>
        <StatusTag tone={GOAL_TONES[goal.status]}>{GOAL_STATUSES[goal.status]}</StatusTag> {facts.join(' ')}{' '}
        {hrefs && <Change href={hrefs.goal(goal.id)} what={`the goal ${goal.text}`} />}
      </p>
      <Steps {...props} actions={plan.actions.filter(({ goalId }) => goalId === goal.id)} />
    </div>
  )
}

const Steps = ({ actions, today, hrefs }: PartProps & { actions: readonly Action[] }) =>
  actions.length === 0 ? null : (
    <ul className="trellis-steps">
      {actions.map((action) => (
        <li key={action.id}>
          <p>
            {action.what} <StatusTag tone={ACTION_TONES[action.status]}>{ACTION_STATUSES[action.status]}</StatusTag>{' '}
            {hrefs && <Change href={hrefs.action(action.id)} what={`the step ${action.what}`} />}
          </p>
          {sayStep(action, today) && <p className="trellis-quiet">{sayStep(action, today)}</p>}
        </li>
      ))}
    </ul>
  )

const sayStep = ({ who, byWhen, strategies, confidence, reviewOn }: Action, today: Day): string =>
  [
    who && sentence(`Who: ${who}`),
    byWhen && sentence(`When: ${byWhen}`),
    strategies && sentence(`What helps if it gets hard: ${strategies}`),
    confidence && `How sure I am: ${confidence} out of 10.`,
    reviewOn && `We look at it again on ${sayDay(reviewOn, today)}.`,
  ]
    .filter(Boolean)
    .join(' ')

const Change = ({ href, what }: { href: string; what: string }) => (
  <a href={href}>
    Change<span className="nhsuk-u-visually-hidden"> {what}</span>
  </a>
)

const GOAL_TONES: Record<GoalStatus, Tone> = { open: 'going', reached: 'done', partly: 'waiting', stopped: 'quiet' }
const ACTION_TONES: Record<ActionStatus, Tone> = { planned: 'new', started: 'going', done: 'done', stopped: 'quiet' }

function RisksPart({ plan, today, forPerson }: PartProps) {
  const risks = plan.risks.filter(({ withheld }) => !(withheld && forPerson))
  if (risks.length === 0) {
    // To the person, "no known risks" would be untrue while one is kept from them.
    if (!plan.noKnownRisks || plan.risks.length > 0) return null
    const { by, at } = plan.noKnownRisks
    return (
      <Part title="Staying safe">
        <p>
          No known risks. {by} asked on {sayDay(dayOf(at), today)}.
        </p>
      </Part>
    )
  }
  return (
    <Part title="Staying safe">
      <ul>
        {risks.map(({ id, text, since, until, comment, withheld }) => (
          <li key={id}>
            {[
              sentence(text),
              sentence(comment),
              since && `Since ${sayDay(since, today)}.`,
              until && `Over since ${sayDay(until, today)}.`,
            ]
              .filter(Boolean)
              .join(' ')}{' '}
            {withheld && <StatusTag tone="careful">Kept from them</StatusTag>}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** People end what they say with a full stop, or not. */
const sentence = (text: string): string => (text === '' || /[.!?…]$/.test(text) ? text : `${text}.`)

/** With whom it was agreed, or why not; when and by whom it is looked at again. */
export function sayAgreement(
  { agreedWith, representative, whyNot, agreedOn, reviewOn, responsible }: Agreement,
  name: string,
  today: Day,
): string[] {
  const on = sayDay(agreedOn, today)
  const who = {
    person: `Agreed with ${name} on ${on}.`,
    representative: `Agreed with ${representative}, who speaks for ${name}, on ${on}.`,
    nobody: `Not agreed yet: ${whyNot}`,
  }
  return [who[agreedWith], `${responsible} looks at it again by ${sayDay(reviewOn, today)}.`]
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="trellis-part" aria-label={title}>
    <h2 className="nhsuk-heading-m">{title}</h2>
    {children}
  </section>
)
