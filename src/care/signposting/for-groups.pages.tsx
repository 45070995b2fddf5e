import type { Team } from '#registers/teams/index.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'

/** What a community group gets from us and what it is asked, for the volunteer who has never heard of us. */
export const ForGroupsPage = ({ shell, teams }: { shell: Shell; teams: readonly Team[] }) => (
  <AppShell shell={shell} title="For groups">
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-xl">For groups</h1>
        <p className="nhsuk-lede-text">
          Do you run a choir, a lunch club, an advice desk or a walk? We help people find you, and ask you before anyone
          comes.
        </p>
        <HowPeopleCome />
        <WhatYouAreTold />
        <YourPage />
        <LinkTrouble />
        <WhomToAsk teams={teams} />
      </div>
    </div>
  </AppShell>
)

const HowPeopleCome = () => (
  <section aria-labelledby="how">
    <h2 className="nhsuk-heading-m" id="how">
      How people come to you
    </h2>
    <ol className="nhsuk-list nhsuk-list--number">
      <li>
        <strong>A link worker knows them.</strong> The two have talked about what would help. Your group may suit, and
        they would like to come.
      </li>
      <li>
        <strong>We ask you first.</strong> You get an email with a link. If we have no email address for you, we ring.
      </li>
      <li>
        <strong>You answer.</strong> Open the link and press yes, waiting list, not now, or not right for us. You need
        no account. A no is fine: the link worker looks for another place with them.
      </li>
      <li>
        <strong>You say when they come first,</strong> and who meets them at the door. We let them know.
      </li>
      <li>
        <strong>You tell us who came.</strong> It takes two taps on the same page. Then their link worker knows how it
        goes.
      </li>
    </ol>
    <p>If we do not hear from you in three working days, we ask once more. After seven, the link worker rings you.</p>
    <p>
      Do many people come to you? A member of your group can have a way to <a href="/sign-in">sign in</a>. Then all of
      them stand on one page. Ask <a href="#ask">the link workers near you</a>.
    </p>
  </section>
)

const WhatYouAreTold = () => (
  <section aria-labelledby="told">
    <h2 className="nhsuk-heading-m" id="told">
      What we tell you about someone
    </h2>
    <p>Only what they said yes to. They choose each of these on its own:</p>
    <ul>
      <li>their name</li>
      <li>how to contact them</li>
      <li>what they need to take part, such as room for a wheelchair</li>
      <li>what helps them feel welcome</li>
    </ul>
    <p>
      We never tell you why they come, how their health is, what is in their plan, or where they live. Please keep what
      you see to yourselves. The link shows it to anyone who has it, so do not pass it on outside your group.
    </p>
  </section>
)

const YourPage = () => (
  <section aria-labelledby="listed">
    <h2 className="nhsuk-heading-m" id="listed">
      Be listed, or put your page right
    </h2>
    <p>
      First <a href="/find">search for your group</a>. Is it there? Your page says at the end where we have it from.
      That is who can change it. Once it is right there, it is right here the next time we read it.
    </p>
    <p>
      Are you not there, or do you not know whom to ask? Ring or write to <a href="#ask">the link workers near you</a>.
      Tell them:
    </p>
    <ul>
      <li>the name of your group and what you do there</li>
      <li>when and where you meet, and what it costs</li>
      <li>who can come, and how many more you can take</li>
      <li>how people get in: steps, doors and toilets</li>
      <li>a telephone number or an email address</li>
    </ul>
    <p>
      Other lists and apps can use what is here, as <a href="/open-referral/v3">open data</a>. So what is right here can
      be right there too.
    </p>
  </section>
)

const LinkTrouble = () => (
  <section aria-labelledby="link">
    <h2 className="nhsuk-heading-m" id="link">
      When the link does not work
    </h2>
    <p>A link works for 120 days. If you copied it, check that you copied all of it.</p>
    <p>Still no luck? Ring the number in the email. The link worker writes down your answer for you.</p>
  </section>
)

const WhomToAsk = ({ teams }: { teams: readonly Team[] }) => (
  <section aria-labelledby="ask">
    <h2 className="nhsuk-heading-m" id="ask">
      Who to ask
    </h2>
    <ul className="nhsuk-list">
      {teams.map(({ id, name, telephone, email }) => (
        <li key={id}>
          <strong>{name}</strong>
          {telephone && (
            <>
              <br />
              Ring <TelephoneLink number={telephone} />
            </>
          )}
          {email && (
            <>
              <br />
              Write to <a href={`mailto:${email}`}>{email}</a>
            </>
          )}
        </li>
      ))}
    </ul>
    <p>
      Not sure which? <a href="/link-workers">Find the link workers for your postcode</a>.
    </p>
  </section>
)
