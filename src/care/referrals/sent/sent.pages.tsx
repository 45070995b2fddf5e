import { Button, NotificationBanner } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { TextAreaField } from '#ui/fields.tsx'
import { FormBody, FormPage } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { sayTelephone } from '#platform/telephone.ts'
import { endOf } from '../progress.rules.ts'
import { isOpen } from '../referral.rules.ts'
import { SentSummary } from './sent-summary.pages.tsx'
import type { Better, SentReferralDetails } from './sent-referral.queries.ts'
import { historyOf, nextDateOf, ownerOf, sayNext, standingOf } from './sent-referral.rules.ts'

interface PageProps {
  shell: Shell
  referral: SentReferralDetails
  today: Day
  form?: FormState
  /** What was done just now. */
  done?: 'answered' | 'withdrawn'
}

/** One referral: how it stands, what comes next, what is asked of us, what was sent and what happened. */
export function SentPage({ shell, referral, today, form = emptyForm(), done }: PageProps) {
  const name = referral.personName ?? referral.reference
  const standing = standingOf(referral)
  const end = endOf(referral.progress)
  return (
    <AppShell
      shell={shell}
      title={`Referral ${referral.reference}`}
      back="/referrals/sent"
      error={form.issues.length > 0}
    >
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          {done && (
            <NotificationBanner success>
              <p>
                {done === 'answered'
                  ? `${referral.team.name} has your answer.`
                  : `It is taken back. ${referral.team.name} has been told.`}
              </p>
            </NotificationBanner>
          )}
          {referral.status === 'questioned' && <Question shell={shell} referral={referral} form={form} today={today} />}
          <h1 className="nhsuk-heading-l">Referral for {name}</h1>
          <p>
            <StatusTag tone={standing.tone}>{standing.words}</StatusTag>
          </p>
          <p>{sayNext(referral, today)}</p>
          {end?.letterId && (
            <p>
              <a href={`/endings/${end.letterId}`}>Read what {referral.team.name} wrote to you</a>
            </p>
          )}
          {referral.decline && <BetterPlace better={referral.decline.better} />}
          <Standing referral={referral} today={today} />
          <History referral={referral} today={today} />
          <SentSummary referral={referral} today={today} />
          {isOpen(referral.status) && (
            <Button secondary href={`/referrals/sent/${referral.id}/withdrawal`}>
              Take it back
            </Button>
          )}
        </div>
      </div>
    </AppShell>
  )
}

const Question = ({ shell, referral, form, today }: Required<Omit<PageProps, 'done'>>) => {
  const open = referral.questions.find(({ answeredAt }) => !answeredAt)
  if (!open) return null
  return (
    <section aria-label="Question">
      <FormBody csrf={shell.csrf} form={form} action={`/referrals/sent/${referral.id}/answer`} submit="Send the answer">
        <h2 className="nhsuk-heading-m">
          {open.askedBy ?? referral.team.name} asked you on {sayDay(dayOf(open.askedAt), today)}
        </h2>
        <blockquote className="nhsuk-inset-text">{open.question}</blockquote>
        <input type="hidden" name="version" value={referral.version} />
        <TextAreaField form={form} name="answer" label="Your answer" rows={4} />
      </FormBody>
    </section>
  )
}

const Standing = ({ referral, today }: { referral: SentReferralDetails; today: Day }) => {
  const next = nextDateOf(referral)
  return (
    <Summary
      rows={[
        { key: 'Number to quote', value: referral.reference },
        { key: endOf(referral.progress) ? 'Who had it' : 'Who has it', value: ownerOf(referral) },
        ...(next
          ? [{ key: referral.status === 'accepted' ? 'First contact by' : 'Answer by', value: sayDay(next, today) }]
          : []),
        {
          key: 'Sent',
          value: `${sayDay(dayOf(referral.receivedAt), today)} at ${sayTime(referral.receivedAt)}, by ${referral.sentBy}`,
        },
      ]}
    />
  )
}

/** A no is never a dead end. */
const BetterPlace = ({ better: { team, service, text } }: { better: Better }) => (
  <div className="nhsuk-inset-text">
    <h2 className="nhsuk-heading-s">Where to go instead</h2>
    {team && (
      <p>
        <a href={`/refer?team=${team.id}`}>Refer them to {team.name}</a>
        {team.telephone && `, telephone ${sayTelephone(team.telephone)}`}
      </p>
    )}
    {service && (
      <p>
        <a href={`/services/${service.id}`}>{service.name}</a>
      </p>
    )}
    {text && <p>{text}</p>}
  </div>
)

const History = ({ referral, today }: { referral: SentReferralDetails; today: Day }) => (
  <>
    <h2 className="nhsuk-heading-m">What happened</h2>
    <ol className="nhsuk-list">
      {historyOf(referral).map(({ at, words, more }) => (
        <li key={`${at.getTime()} ${words}`}>
          {words}{' '}
          <span className="trellis-quiet">
            {sayDay(dayOf(at), today)}, {sayTime(at)}
          </span>
          {more && <blockquote className="nhsuk-u-margin-top-1 nhsuk-u-margin-left-3">{more}</blockquote>}
        </li>
      ))}
    </ol>
  </>
)

/** Asked once more, because it is final. */
export const WithdrawalPage = ({
  shell,
  referral,
  form,
}: {
  shell: Shell
  referral: SentReferralDetails
  form: FormState
}) => (
  <FormPage
    shell={shell}
    title={`Take back the referral for ${referral.personName ?? referral.reference}?`}
    back={`/referrals/sent/${referral.id}`}
    form={form}
    submit="Take it back"
    lede={<p>{referral.team.name} will be told and will not contact them. You can refer them again later.</p>}
  >
    <input type="hidden" name="version" value={referral.version} />
    <TextAreaField form={form} name="note" label="Why? The team reads this" hint="You may leave it empty." rows={3} />
  </FormPage>
)

/** Somebody was quicker: what stands now, beside what was typed, so that neither is lost. */
export const ChangedPage = ({
  shell,
  referral,
  typed,
  today,
}: {
  shell: Shell
  referral: SentReferralDetails
  typed: string
  today: Day
}) => {
  const last = historyOf(referral).at(-1)!
  return (
    <AppShell shell={shell} title="This referral has changed" back={`/referrals/sent/${referral.id}`}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">This referral has changed since you opened it</h1>
          <p>Nothing of yours was sent. Both texts are here.</p>
          <Summary
            title="What stands now"
            rows={[
              { key: 'How it stands', value: standingOf(referral).words },
              { key: sayDay(dayOf(last.at), today), value: last.more ? `${last.words}: ${last.more}` : last.words },
            ]}
          />
          <Summary title="What you typed" rows={[{ key: 'Your words', value: typed || 'Nothing' }]} />
          <p>
            <a href={`/referrals/sent/${referral.id}`}>See the referral as it stands now</a>
          </p>
        </div>
      </div>
    </AppShell>
  )
}
