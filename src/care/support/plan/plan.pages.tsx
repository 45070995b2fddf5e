import { Button, InsetText } from 'nhsuk-react-components'
import { dayOf, sayDay } from '#platform/days.ts'
import { nameOf } from '#registers/people/index.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { OpenedRecord } from '../record/open-record.ts'
import { RecordFrame } from '../record/record-frame.pages.tsx'
import type { EpisodeBrief } from '../record/standing.queries.ts'
import { mayShare, SHARING_REFUSALS } from './agreement.rules.ts'
import { WAYS_TO_SHARE, type Agreement, type CarePlan } from './care-plan.type.ts'
import { PlanParts, sayAgreement } from './plan-parts.pages.tsx'

export interface PlanProps {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  plan: CarePlan
  /** An earlier version is looked at, as it was agreed. */
  version?: Agreement
}

/** The plan as it stands, or as it was agreed: what to do with it, then what is in it. */
export function PlanPage({ shell, record, plan, version }: PlanProps) {
  const url = `/episodes/${record.episode.id}/plan`
  const open = record.works && record.episode.status !== 'closed' && !version
  const isEmpty = plan.revision === 0
  return (
    <RecordFrame
      shell={shell}
      record={record}
      section="plan"
      title={version ? `Plan, version ${version.version}` : 'Plan'}
    >
      <h1 className="nhsuk-heading-l">{version ? `Plan, version ${version.version}` : 'Plan'}</h1>
      {isEmpty ? (
        <EmptyState
          action={open ? { href: `/episodes/${record.episode.id}/conversation`, text: 'Talk and write' } : undefined}
        >
          <p>Nothing is written yet. A plan is made of what somebody says.</p>
        </EmptyState>
      ) : (
        <>
          <Standing record={record} plan={plan} version={version} />
          {open && <Actions url={url} record={record} plan={plan} />}
          {!open && (
            <p>
              <a href={`${url}/print${version ? `?version=${version.version}` : ''}`}>Print it</a>
            </p>
          )}
          <PlanParts
            plan={plan}
            today={record.today}
            hrefs={open ? { goal: (id) => `${url}/goals/${id}`, action: (id) => `${url}/actions/${id}` } : undefined}
          />
          <Versions url={url} record={record} plan={plan} shown={version?.version} />
        </>
      )}
    </RecordFrame>
  )
}

function Standing({ record, plan, version }: Pick<PlanProps, 'record' | 'plan' | 'version'>) {
  const agreement = version ?? plan.agreements[0]
  if (!agreement) return <InsetText>This is what was said. Nobody has agreed it as a plan yet.</InsetText>
  const name = nameOf(record.person)
  const share = mayShare(plan)
  return (
    <InsetText>
      {sayAgreement(agreement, name, record.today).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {agreement.sharings.map((sharing) => (
        <p key={sharing.at.toISOString()}>
          {sharing.with === 'person' ? name : agreement.representative} has it:{' '}
          {WAYS_TO_SHARE[sharing.how].toLowerCase()}, {sayDay(dayOf(sharing.at), record.today)}.
        </p>
      ))}
      {!version && !share.ok && <p>{SHARING_REFUSALS[share.reason]}</p>}
    </InsetText>
  )
}

/** The step that comes next is the button; the others are links beside it. */
function Actions({ url, record, plan }: { url: string } & Pick<PlanProps, 'record' | 'plan'>) {
  const agreed = plan.agreements[0]?.revision === plan.revision
  return (
    <div className="nhsuk-button-group">
      {agreed ? (
        <Button href={`${url}/sharing`}>Give it to them</Button>
      ) : (
        <Button href={`${url}/agreement`}>Make the plan</Button>
      )}
      <Button secondary href={`/episodes/${record.episode.id}/conversation`}>
        Write down more
      </Button>
      {agreed && (
        <Button secondary href={`${url}/agreement`}>
          Agree it again
        </Button>
      )}
      <Button secondary href={`${url}/print`}>
        Print
      </Button>
    </div>
  )
}

const Versions = ({
  url,
  record,
  plan,
  shown,
}: { url: string; shown: number | undefined } & Pick<PlanProps, 'record' | 'plan'>) =>
  plan.agreements.length === 0 ? null : (
    <section className="trellis-part" aria-label="Versions">
      <h2 className="nhsuk-heading-m">Versions</h2>
      <ul className="nhsuk-list">
        {plan.agreements.map(({ version, agreedOn }) => (
          <li key={version}>
            {version === shown ? `Version ${version}` : <a href={`${url}?version=${version}`}>Version {version}</a>},{' '}
            {sayDay(agreedOn, record.today)}
          </li>
        ))}
        {shown !== undefined && (
          <li>
            <a href={url}>The plan as it stands now</a>
          </li>
        )}
      </ul>
    </section>
  )
