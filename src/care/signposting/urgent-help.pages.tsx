import { AppShell, type Shell } from '#ui/shell.tsx'
import { HELPLINES } from '#ui/helplines.ts'
import { HelplineLink, UrgentHelp } from '#ui/urgent-help.tsx'

/** Works while the database is away: it must be there when nothing else is. */
export const UrgentHelpPage = ({ shell }: { shell: Shell }) => (
  <AppShell shell={shell} title="Urgent help" quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-xl">Urgent help</h1>
        <p className="nhsuk-lede-text">
          Nobody reads what you write on this site straight away. These people answer now.
        </p>
        <UrgentHelp />
        <h2 className="nhsuk-heading-m">If someone hurts, scares or controls you</h2>
        <p>
          If you are in danger, ring <HelplineLink helpline={HELPLINES.emergency} />. If you cannot speak, ring 999 from
          a mobile, listen, then press 55.
        </p>
        <p>
          The National Domestic Abuse Helpline is free, day and night:{' '}
          <HelplineLink helpline={HELPLINES.domesticAbuse} />.
        </p>
        <h2 className="nhsuk-heading-m">If a child or young person needs help</h2>
        <p>
          Childline is free, day and night: <HelplineLink helpline={HELPLINES.childline} />.
        </p>
        <h2 className="nhsuk-heading-m">If you have nowhere to sleep tonight</h2>
        <p>Ring your council and ask for the housing team. At night, ask for the out of hours number.</p>
        <h2 className="nhsuk-heading-m">If you are Deaf or find it hard to speak on the phone</h2>
        <p>
          Text the word register to <a href="sms:999">999</a> now, so that you can text 999 in an emergency. For urgent
          medical help use Relay UK: ring <a href="tel:18001111">18001 111</a>.
        </p>
      </div>
    </div>
  </AppShell>
)
