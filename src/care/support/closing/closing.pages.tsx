import { Button, InsetText } from 'nhsuk-react-components'
import { ChangedNotice } from '#care/referrals/index.ts'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import { nameOf } from '#registers/people/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { ChoiceField, DayField, TextAreaField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { inOrderOfFit, sayCandidate, type Candidate } from '../caseload.rules.ts'
import { EpisodeAside } from '../contacts/episode-aside.pages.tsx'
import type { OpenWithGroup } from './left-open.type.ts'
import type { OpenedEpisode } from '../contacts/open-episode.ts'
import { LATER, type ClosureForm, type ReturnForm } from './closing.forms.ts'
import { CLOSURE_REASONS } from './closing.rules.ts'
import type { SavedClosure } from './closing.queries.ts'
import { NO_ACTIONS } from './closing-letter.rules.ts'

interface Props {
  shell: Shell
  opened: OpenedEpisode
}

/** Closing well: what others are asked to do comes first, as it will in the letter. */
export const ClosurePage = ({
  shell,
  opened,
  form,
  version,
  changed,
  asker,
  practice,
  agreedOn,
  open,
}: Props & ClosurePageProps) => {
  const name = nameOf(opened.person)
  return (
    <FormPage
      shell={shell}
      title={`Close the work with ${name}`}
      back={`/people/${opened.person.id}`}
      form={form}
      submit="Close"
      lede={
        <>
          {changed && <ChangedNotice latest="Somebody wrote something down about them." />}
          <p>
            {asker ? `${asker} gets what you write here. ` : ''}
            {name} gets thanks, and how to come back: they need no new referral.
          </p>
        </>
      }
      aside={<EpisodeAside opened={opened} />}
    >
      <input type="hidden" name="version" value={version} />
      <WithGroups open={open} />
      <ChoiceField
        form={form}
        name="actions"
        label="Is anybody asked to do something?"
        choices={[
          { value: 'none', text: 'No actions required' },
          {
            value: 'some',
            text: 'Yes',
            conditional: (
              <TextAreaField
                form={form}
                name="requestedActions"
                label="What do you ask for, and of whom?"
                hint="One thing on each line. It stands first in the letter."
                rows={4}
                max={2_000}
              />
            ),
          },
        ]}
      />
      <ChoiceField
        form={form}
        name="reason"
        label="Why does it end?"
        choices={Object.entries(CLOSURE_REASONS).map(([value, text]) => ({
          value,
          text,
          ...(value === 'died' && {
            hint: 'Every message to them is stopped, and nothing is sent. You tell people yourself.',
            conditional: <DayField form={form} name="diedOn" label="When did they die? (if you know)" />,
          }),
        }))}
      />
      <TextAreaField
        form={form}
        name="outcome"
        label="What changed for them?"
        hint="In their words, if you can."
        rows={4}
        max={2_000}
      />
      <TextAreaField
        form={form}
        name="summary"
        label="Summary"
        hint="What you did together, what helped and what did not, first and later scores."
        rows={6}
        max={5_000}
      />
      <ChoiceField
        form={form}
        name="tellPractice"
        label={
          practice ? `Have they agreed that ${practice} is told?` : 'Have they agreed that their GP practice is told?'
        }
        hint={agreedOn ? `They agreed on ${sayDay(agreedOn, opened.today)}.` : undefined}
        choices={[
          { value: 'yes', text: 'Yes, send the letter there' },
          { value: 'no', text: 'No' },
        ]}
      />
    </FormPage>
  )
}

/** Groups must not keep a place for nobody: what is still open, and what becomes of it. */
const WithGroups = ({ open }: { open: readonly OpenWithGroup[] }) =>
  open.length === 0 ? null : (
    <InsetText>
      <h2 className="nhsuk-heading-s">Still open with groups</h2>
      <ul>
        {open.map(({ href, service, stands, isTakenBack }) => (
          <li key={href}>
            <a href={href}>{service}</a>: {stands.toLowerCase()}.{' '}
            {isTakenBack ? 'Closing takes this back.' : 'They can go on there without us.'}
          </li>
        ))}
      </ul>
      {open.some(({ isTakenBack }) => isTakenBack) && (
        <p>
          We tell each group that was asked. If they still want to go, wait with closing until they have been there.
        </p>
      )}
    </InsetText>
  )

interface ClosurePageProps {
  form: FormState<ClosureForm>
  version: number
  /** Somebody changed it while the page was open. */
  changed?: boolean
  /** Who referred; null where the person asked. */
  asker: string | null
  /** The name of their GP practice, where it is known. */
  practice: string | null
  /** The day on which the person agreed that it is told; null where no yes is known. */
  agreedOn: Day | null
  /** With groups. */
  open: readonly OpenWithGroup[]
}

/** How it ended, and the way back. */
export const ClosedPage = ({
  shell,
  opened,
  closure,
  closedBy,
  letters,
  late,
}: Props & {
  closure: SavedClosure
  closedBy: string
  letters: readonly { to: string; name: string }[]
  /** What somebody typed who came too late. */
  late?: { outcome: string; summary: string }
}) => {
  const { episode, person, today } = opened
  const name = nameOf(person)
  return (
    <AppShell shell={shell} title={`The work with ${name} has ended`} back={`/people/${person.id}`}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">The work with {name} has ended</h1>
          {late && (
            <InsetText>
              <p>
                It was closed while you had the page open. Nothing of yours was saved, and nobody was told twice. This
                is what you typed, to copy where it is needed:
              </p>
              <Lines of={late.outcome} />
              <Lines of={late.summary} />
            </InsetText>
          )}
          <p>
            {closedBy} closed it on {sayDay(dayOf(closure.closedAt), today)} at {sayTime(closure.closedAt)}.
          </p>
          <Ending closure={closure} />
          {letters.length > 0 && (
            <ul className="nhsuk-list">
              {letters.map((letter) => (
                <li key={letter.to}>
                  <a href={`/episodes/${episode.id}/closure/letter.pdf?to=${letter.to}`}>
                    The letter to {letter.name} (PDF)
                  </a>
                </li>
              ))}
            </ul>
          )}
          {closure.reason !== 'died' && (
            <>
              <p>They can come back at any time. Nobody has to refer them again.</p>
              <Button href={`/episodes/${episode.id}/return`}>Start again with {name}</Button>
            </>
          )}
        </div>
      </div>
    </AppShell>
  )
}

/** What was said at the end: requested actions first, and their absence said. */
export const Ending = ({
  closure,
}: {
  closure: Pick<SavedClosure, 'reason' | 'requestedActions' | 'noActionsRequired' | 'outcome' | 'summary'>
}) => (
  <Summary
    title="At the end"
    rows={[
      {
        key: 'Requested actions',
        value: closure.noActionsRequired ? (
          NO_ACTIONS
        ) : (
          <ol className="nhsuk-list nhsuk-list--number">
            {closure.requestedActions.map((action) => (
              <li key={action}>{action}</li>
            ))}
          </ol>
        ),
      },
      { key: 'Why it ended', value: CLOSURE_REASONS[closure.reason] },
      { key: 'What changed', value: <Lines of={closure.outcome} /> },
      { key: 'Summary', value: <Lines of={closure.summary} /> },
    ]}
  />
)

const Lines = ({ of }: { of: string }) => (
  <>
    {of
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p key={line} className="nhsuk-u-margin-bottom-1">
          {line}
        </p>
      ))}
  </>
)

interface ReturnPageProps {
  team: Team
  candidates: readonly Candidate[]
  chooser: Id
  form: FormState<ReturnForm>
}

/** Somebody comes back: who, and by when. */
export const ReturnPage = ({ shell, opened, team, candidates, chooser, form }: Props & ReturnPageProps) => {
  const { episode, person } = opened
  return (
    <FormPage
      shell={shell}
      title={`Start again with ${nameOf(person)}`}
      back={`/episodes/${episode.id}/closure`}
      form={form}
      submit="Start again"
      lede={
        <p>
          No new referral is needed. What you did before stays where it is, and their plan is there to go on with. We
          tell them who will be in touch.
        </p>
      }
      aside={<EpisodeAside opened={opened} />}
    >
      <DayField
        form={form}
        name="firstContactBy"
        label="By when will you be in touch?"
        hint="Within 5 working days, unless they asked for later."
      />
      <ChoiceField
        form={form}
        name="worker"
        label="Who will have them?"
        choices={[
          ...inOrderOfFit(candidates, { language: person.language, chooser: episode.workerId ?? chooser }, team).map(
            (one) => ({
              value: one.accountId,
              text: `${one.name}${one.accountId === chooser ? ' (you)' : ''}`,
              hint: `${one.accountId === episode.workerId ? 'Had them before. ' : ''}${sayCandidate(one, person.language, team)}`,
            }),
          ),
          { value: LATER, text: 'Decide later', hint: 'The team manager gets this to decide.', divider: 'or' },
        ]}
      />
    </FormPage>
  )
}
