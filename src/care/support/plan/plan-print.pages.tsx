import { ageOn, sayDay } from '#platform/days.ts'
import { mayContact, nameOf } from '#registers/people/index.ts'
import { AppShell } from '#ui/shell.tsx'
import { sayTelephone } from '#platform/telephone.ts'
import { PlanParts, sayAgreement } from './plan-parts.pages.tsx'
import type { PlanProps } from './plan.pages.tsx'

/**
 * The plan for the person, on paper: their own words first, nothing empty, nothing that is withheld, no safeguarding. With an
 * address for the window of an envelope only where post is safe and the address is not kept back.
 */
export function PlanPrintPage({ shell, record, plan, version, large, now }: PlanProps & { large: boolean; now: Date }) {
  const { person, standing, episode, today } = record
  const name = nameOf(person)
  const agreement = version ?? plan.agreements.find(({ revision }) => revision === plan.revision)
  const post = mayContact(person, 'post', now)
  const url = `/episodes/${episode.id}/plan`
  const query = version ? `version=${version.version}` : ''
  return (
    <AppShell shell={shell} title={`Plan of ${name}`} back={url}>
      <div className={large ? 'trellis-paper trellis-paper--large' : 'trellis-paper'}>
        <p className="trellis-paper__choice">
          Print this page from your browser.{' '}
          {large ? (
            <a href={`${url}/print?${query}`}>Usual size</a>
          ) : (
            <a href={`${url}/print?${[query, 'large=1'].filter(Boolean).join('&')}`}>Large print</a>
          )}
        </p>
        {post.ok && (
          <address className="trellis-letter">
            {[name, ...post.value.to.split('\n')].map((line) => (
              <span key={line} className="trellis-letter__line">
                {line}
              </span>
            ))}
          </address>
        )}
        <h1 className="nhsuk-heading-l">My plan</h1>
        <p>
          {[name, person.pronouns, `aged ${ageOn(person.birthDate, today)}`].filter(Boolean).join(', ')}.{' '}
          {!agreement && 'Not agreed yet: a draft.'}
        </p>
        <PlanParts plan={plan} today={today} forPerson />
        <section className="trellis-part" aria-label="What happens next">
          <h2 className="nhsuk-heading-m">What happens next</h2>
          {agreement && sayAgreement(agreement, name, today).map((line) => <p key={line}>{line}</p>)}
          <p>
            {episode.worker
              ? `${episode.worker} is your ${standing.team.workerWord}, at ${standing.team.name}.`
              : `${standing.team.name} is here for you.`}{' '}
            {standing.team.telephone &&
              `Ring ${sayTelephone(standing.team.telephone)} if something changes, or if you want to change this plan.`}
          </p>
          <p>This is your plan. You may show it to whom you like, or to nobody.</p>
          <p className="trellis-quiet">
            Printed on {sayDay(today, today)} {today.slice(0, 4)}
            {agreement && `, version ${agreement.version}`}.
          </p>
        </section>
      </div>
    </AppShell>
  )
}
