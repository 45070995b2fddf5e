import { Button, Details, NotificationBanner, WarningCallout } from 'nhsuk-react-components'
import { addDays, dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import { ChoiceField, TextField } from '#ui/fields.tsx'
import { FormBody } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import type { Id } from '#platform/ids.ts'
import { PersonFields, SenderFields } from './person-fields.pages.tsx'
import { ConsentFields, ReasonFields, SafetyFields } from './reason-fields.pages.tsx'
import type { OwnDraft } from './own-draft.queries.ts'
import type { ReferForm } from './refer.forms.ts'
import type { SentBefore } from './sent-before.queries.ts'
import type { Sender } from './sender.queries.ts'
import { Criteria, TeamChoice } from './team-choice.pages.tsx'
import type { Covering } from './who-covers.ts'

export interface ReferScreen {
  form: ReferForm
  sender: Sender
  covering: Covering
  /** Names what is being written, so that it is kept and sent once. */
  draft: { id: Id; kept: boolean }
  /** Begun and not sent. */
  drafts: readonly OwnDraft[]
  /** One's own organisation sent the same not long ago. */
  sentBefore?: SentBefore
  saved?: boolean
}

/** One screen: where they belong, and beside it who can help; then the person, why, what is to be known, what they agreed to. */
export function ReferPage({ shell, screen, now }: { shell: Shell; screen: ReferScreen; now: Date }) {
  const { form, sender, covering, draft, drafts, sentBefore, saved } = screen
  const today = dayOf(now)
  return (
    <AppShell shell={shell} title="Refer someone" error={form.issues.length > 0} wide>
      {saved && <Saved today={today} />}
      <FormBody
        csrf={shell.csrf}
        heading="Refer someone"
        action="/refer"
        form={form}
        submit="Send the referral"
        lede={
          form.issues.length > 0 && draft.kept ? (
            <p>Nothing is lost: what you typed is kept with your drafts.</p>
          ) : (
            <Drafts drafts={drafts} today={today} />
          )
        }
        other={<DraftButtons kept={draft.kept} />}
      >
        <input type="hidden" name="draft" value={draft.id} />
        <input type="hidden" name="account" value={sender.accountId} />
        <div className="nhsuk-grid-row">
          <div className="nhsuk-grid-column-two-thirds">
            <Where form={form} covering={covering} />
          </div>
        </div>
        <div className="nhsuk-grid-row">
          <div className="nhsuk-grid-column-one-third">
            <Criteria form={form} covering={covering} today={today} />
          </div>
          <div className="nhsuk-grid-column-two-thirds">
            <PersonFields form={form} />
            <ReasonFields form={form} />
            <SafetyFields form={form} />
            <ConsentFields form={form} teamName={covering.chosen?.name} practiceName={covering.practice?.name} />
            <SenderFields form={form} sender={sender} />
            {sentBefore && <Again sentBefore={sentBefore} today={today} />}
          </div>
        </div>
      </FormBody>
    </AppShell>
  )
}

/** The button comes first in the form, so that Enter in any field looks and never sends. */
const Where = ({ form, covering }: { form: ReferForm; covering: Covering }) => (
  <>
    <h2 className="nhsuk-heading-m">Where do they belong?</h2>
    <TextField
      form={form}
      name="practice"
      label="Their GP practice"
      hint="Name or code. If you do not know it, leave it empty and give the postcode."
      suggest="/practices/suggest"
      autoComplete="off"
    />
    {covering.practices.length > 0 && (
      <ChoiceField
        form={form}
        name="picked"
        label="Which practice do you mean?"
        small
        choices={covering.practices.map(({ code, name, address, postcode }) => ({
          value: code,
          text: name,
          hint: [address, postcode].filter(Boolean).join(', '),
        }))}
      />
    )}
    <TextField form={form} name="postcode" label="Their postcode" width={10} autoComplete="off" />
    <Button secondary name="do" value="check">
      Check who covers
    </Button>
    <TeamChoice form={form} covering={covering} />
  </>
)

const DraftButtons = ({ kept }: { kept: boolean }) => (
  <>
    <Button secondary name="do" value="save">
      Save and finish later
    </Button>
    {kept && (
      <Button secondary name="do" value="discard">
        Delete this draft
      </Button>
    )}
  </>
)

function Drafts({ drafts, today }: { drafts: readonly OwnDraft[]; today: Day }) {
  if (drafts.length === 0) return <p>It takes about a minute. You will hear back at each step.</p>
  return (
    <Details>
      <Details.Summary>{drafts.length === 1 ? 'You have a draft' : `You have ${drafts.length} drafts`}</Details.Summary>
      <Details.Text>
        <ul>
          {drafts.map(({ id, name, updatedAt }) => (
            <li key={id}>
              <a href={`/refer?draft=${id}`}>{name}</a>, saved {sayDay(dayOf(updatedAt), today)} at {sayTime(updatedAt)}
            </li>
          ))}
        </ul>
      </Details.Text>
    </Details>
  )
}

const Saved = ({ today }: { today: Day }) => (
  <NotificationBanner success>
    <NotificationBanner.Title>Saved</NotificationBanner.Title>
    <p>We keep your draft for 28 days, until {sayDay(addDays(today, 28), today)}. Nobody else can see it.</p>
  </NotificationBanner>
)

const Again = ({ sentBefore, today }: { sentBefore: SentBefore; today: Day }) => (
  <WarningCallout id="again">
    <WarningCallout.Heading>Your organisation sent this before</WarningCallout.Heading>
    <p>
      On {sayDay(dayOf(sentBefore.receivedAt), today)} your organisation referred somebody of this name and date of
      birth: <a href={`/referrals/sent/${sentBefore.id}`}>{sentBefore.reference}</a>. It is still open.
    </p>
    <p>If this is something new, press &ldquo;Send the referral&rdquo; once more.</p>
    <input type="hidden" name="again" value={sentBefore.id} />
  </WarningCallout>
)
