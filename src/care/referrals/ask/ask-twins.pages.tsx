import { HELPLINES } from '#ui/helplines.ts'
import { FlowPaperPage } from '#ui/question-flow/flow-paper.pages.tsx'
import { FlowScriptPage } from '#ui/question-flow/flow-script.pages.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { Team } from '#registers/teams/index.ts'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { AskFlow } from './ask-facts.ts'
import type { AskFacts } from './ask.type.ts'

/** On paper and on the telephone a practice may always be named, so every field is there. */
const ON_PAPER: AskFacts = {
  teams: [],
  team: undefined,
  found: { practice: { code: '', name: '' }, postcode: null, teamIds: [] },
  answers: {},
  today: '',
}
const WORDS = { team: 'the team' }

/** The form for whoever rather writes by hand. */
export const AskPaperPage = ({ shell, ask, teams }: { shell: Shell; ask: AskFlow; teams: readonly Team[] }) => (
  <FlowPaperPage
    {...{ shell, flow: ask.flow, texts: ask.texts, facts: ON_PAPER, words: WORDS }}
    title={ask.flow.id === 'ask' ? 'Ask for help' : 'Ask for help for someone else'}
    before={
      <p>
        Print this page, fill it in and give it to your GP practice or to a link worker. You may leave out what you do
        not want to say. Nothing that you type here is sent.
      </p>
    }
    after={
      <>
        <h2 className="nhsuk-heading-m">Where to bring it</h2>
        <ul>
          {teams.map((team) => (
            <li key={team.id}>
              {team.name}, {team.organisationName}
              {team.telephone && (
                <>
                  : <TelephoneLink number={team.telephone} />
                </>
              )}
            </li>
          ))}
        </ul>
        <p>
          If life is in danger, ring {HELPLINES.emergency.telephone}. For urgent help ring {HELPLINES.nhs111.telephone}.
          Samaritans listen day and night: {HELPLINES.samaritans.telephone}.
        </p>
      </>
    }
  />
)

/** What to say on the telephone, for staff who write it down for somebody. */
export const AskScriptPage = ({ shell, ask }: { shell: Shell; ask: AskFlow }) => (
  <FlowScriptPage
    {...{ shell, flow: ask.flow, texts: ask.texts, facts: ON_PAPER, words: WORDS }}
    title={ask.flow.id === 'ask' ? 'Telephone script' : 'Telephone script: for someone else'}
    before={
      <>
        <p>Ask first: &ldquo;Are you safe, and can you talk now?&rdquo; If life is in danger, ring 999 with them.</p>
        <p>
          <a href={`${ask.flow.path}?by=telephone`}>Type the answers while you talk</a>, or{' '}
          <a href={`${ask.flow.path}?by=paper`}>type a paper form</a>.{' '}
          {ask.flow.id === 'ask' ? (
            <a href="/ask/for-someone/script">They ask for someone else</a>
          ) : (
            <a href="/ask/script">They ask for themselves</a>
          )}
        </p>
      </>
    }
    after={<p>Read the answers back. Then say who has it now, by when they hear, and your own name.</p>}
  />
)
