import { Button, InsetText } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { sayDay, type Day } from '#platform/days.ts'
import type { FormState } from '#platform/forms.ts'
import { ChoiceField, DayField, TextField } from '#ui/fields.tsx'
import { FormBody } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { SpaceLeft } from '../space-left.rules.ts'
import type { RegisterForm } from './group.forms.ts'
import type { GroupView } from './group-view.queries.ts'
import { headline, news } from './group-words.rules.ts'
import { Who } from './who.pages.tsx'

export interface GroupPageProps {
  shell: Shell
  /** "/offers/…" or "/coming/…": where the buttons send to. */
  href: string
  /** The list one came from; a link has none. */
  back?: string
  view: GroupView
  /** The line of the register, as it was typed. */
  form: FormState<RegisterForm>
  space: SpaceLeft
  today: Day
  /** Above everything: what was saved, or why nothing was. */
  notice?: string
}

/** A group's page of one connection, by its link or its account: who would like to come, and one button for each answer. */
export function GroupPage(props: GroupPageProps) {
  const { shell, view, form, notice, today, back } = props
  return (
    <AppShell shell={shell} title={headline({ ...view, name: null })} back={back} error={form.issues.length > 0}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          {notice && (
            <InsetText>
              <p>{notice}</p>
            </InsetText>
          )}
          <h1 className="nhsuk-heading-l">
            <span className="nhsuk-caption-l">{view.offered.service} </span>
            {headline(view)}
          </h1>
          <p className="nhsuk-lede-text">{news(view, today)}</p>
          <Answers {...props} />
          {view.status === 'started' && <Register {...props} />}
          <Who view={view} />
          {view.status === 'accepted' && <Register {...props} />}
          {view.status === 'started' && (
            <Button secondary href={`${props.href}/end`}>
              It has ended
            </Button>
          )}
          <Ring view={view} />
        </div>
      </div>
    </AppShell>
  )
}

/** What the group may say now, the gladdest first. A yes and a waiting list are one press; a no says why on a page of its own. */
function Answers({ shell, href, view: { status, firstVisit }, space }: GroupPageProps): ReactNode {
  switch (status) {
    case 'offered':
    case 'waitlisted':
      return (
        <>
          {space.taken && <p>You told us: {space.words}. Say yes only if you can take one more.</p>}
          <form method="post">
            <input type="hidden" name="_csrf" value={shell.csrf} />
            <div className="nhsuk-button-group">
              <Button preventDoubleClick formAction={`${href}/yes`}>
                Yes, they can come
              </Button>
              {status === 'offered' && (
                <Button secondary preventDoubleClick formAction={`${href}/waiting-list`}>
                  Waiting list
                </Button>
              )}
              <Button secondary href={`${href}/not-now`}>
                Not now
              </Button>
              <Button secondary href={`${href}/not-right`}>
                Not right for us
              </Button>
            </div>
          </form>
        </>
      )
    case 'accepted':
      return (
        <div className="nhsuk-button-group">
          <Button href={`${href}/first-visit`}>
            {firstVisit ? 'Change the first day' : 'Say when they come first'}
          </Button>
          <Button secondary href={`${href}/not-coming`}>
            They are not coming after all
          </Button>
        </div>
      )
    default:
      return null
  }
}

/** One line of the register at a time, and the last few that were written. */
const Register = ({ shell, href, view, form, today }: GroupPageProps) => (
  <section aria-labelledby="register">
    <h2 className="nhsuk-heading-m" id="register">
      Did they come?
    </h2>
    {view.attendance.length > 0 && (
      <ul className="nhsuk-list">
        {view.attendance.slice(0, 6).map(({ on, came }) => (
          <li key={on}>
            {sayDay(on, today)}: {came ? 'came' : 'did not come this time'}
          </li>
        ))}
      </ul>
    )}
    <FormBody csrf={shell.csrf} form={form} action={`${href}/attendance`} submit="Save">
      <DayField form={form} name="on" label="On" />
      <ChoiceField
        form={form}
        name="came"
        label="What happened?"
        small
        inline
        choices={[
          { value: 'yes', text: 'Came' },
          { value: 'no', text: 'Did not come this time' },
        ]}
      />
      <TextField form={form} name="words" label="Why not, if you know" />
    </FormBody>
  </section>
)

/** Somebody to talk to, always. */
export const Ring = ({ view: { speaker } }: { view: GroupView }) => (
  <p>
    Any question? {speaker.worker} will gladly answer.{' '}
    {speaker.team.telephone && (
      <>
        Ring {speaker.team.name} on <TelephoneLink number={speaker.team.telephone} />.
      </>
    )}
  </p>
)

/** Late, altered or somebody else's: all look the same, and there is a way on. */
export const DeadOfferPage = ({ shell }: { shell: Shell }) => (
  <AppShell shell={shell} title="This link does not work any more">
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">This link does not work any more</h1>
        <p>It may be old, or a letter of it may be missing. If you copied it, copy all of it.</p>
        <p>Ring the people who sent it to you. Their number is in the message, and they will gladly hear from you.</p>
        <p>
          <a href="/link-workers">Find their number</a>, or <a href="/for-groups#link">read what else may help</a>.
        </p>
      </div>
    </div>
  </AppShell>
)
