import { Button } from 'nhsuk-react-components'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import type { AskFlow } from './ask-facts.ts'

interface StartPageProps {
  shell: Shell
  ask: AskFlow
  /** The first question, with what the address said about team or channel. */
  begin: string
  /** When something typed is there already. */
  draft?: { savedAt: Date; next: string }
  today: Day
}

/** What happens, how long it takes, other ways. No form yet; the title says little. */
export function StartPage({ shell, ask, begin, draft, today }: StartPageProps) {
  const { flow } = ask
  const forOneself = flow.id === 'ask'
  return (
    <AppShell shell={shell} title="Start" back={forOneself ? '/' : '/ask'} quickExit>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">{forOneself ? 'Ask for help' : 'Ask for help for someone else'}</h1>
          {draft ? <CarryOn {...{ shell, flow, draft, today }} /> : <What forOneself={forOneself} begin={begin} />}
          <OtherWays flow={flow} forOneself={forOneself} />
        </div>
      </div>
    </AppShell>
  )
}

const What = ({ forOneself, begin }: { forOneself: boolean; begin: string }) => (
  <>
    <p>
      {forOneself
        ? 'Lonely, short of money, worn out, or just stuck? A link worker has time to listen, and helps you find what is good for you.'
        : 'For your mum, a friend, a neighbour, or someone you meet in your work. Ask them first, if you can.'}
    </p>
    <ul>
      <li>It takes about five minutes: at most nine short questions.</li>
      <li>We keep what you type, so you can stop and come back.</li>
      <li>{forOneself ? 'Someone answers by the end of the next working day.' : 'You hear what becomes of it.'}</li>
    </ul>
    <Button href={begin}>Start</Button>
  </>
)

const CarryOn = ({
  shell,
  flow,
  draft,
  today,
}: Pick<StartPageProps, 'shell' | 'today'> & {
  flow: AskFlow['flow']
  draft: NonNullable<StartPageProps['draft']>
}) => (
  <>
    <p>You began on {sayDay(dayOf(draft.savedAt), today)}. What you typed is still here.</p>
    <form method="post" action={`${flow.path}/forget`}>
      <input type="hidden" name="_csrf" value={shell.csrf} />
      <div className="nhsuk-button-group">
        <Button href={draft.next}>Carry on where you left off</Button>
        <Button secondary>Delete it and start again</Button>
      </div>
    </form>
    <p>Not you? Delete it, so that nobody else can read it on this phone or computer.</p>
  </>
)

const OtherWays = ({ flow, forOneself }: { flow: AskFlow['flow']; forOneself: boolean }) => (
  <>
    <h2 className="nhsuk-heading-m">Other ways</h2>
    <ul>
      <li>{forOneself ? <a href="/ask/for-someone">Ask for someone else</a> : <a href="/ask">Ask for yourself</a>}</li>
      <li>
        Rather talk? <a href="/link-workers">Find your team</a> and ring it. They write it down for you.
      </li>
      <li>
        Rather write by hand? <a href={`${flow.path}/print`}>Print the form</a>.
      </li>
    </ul>
  </>
)
