import type { ReactNode } from 'react'
import { AppShell, type Shell } from '#ui/shell.tsx'

/** What works for whom, what does not yet, and how to say so. */
export const AccessibilityPage = ({ shell }: { shell: Shell }) => (
  <Statement shell={shell} title="Accessibility">
    <p>We want everyone to be able to use this site. You should be able to:</p>
    <ul>
      <li>make the words four times as big without losing any</li>
      <li>use every page with a keyboard alone</li>
      <li>use every page with a screen reader</li>
      <li>use every page with scripts turned off, on an old phone or a slow line</li>
    </ul>
    <h2 className="nhsuk-heading-m">How well we do</h2>
    <p>
      We aim for level AA of the Web Content Accessibility Guidelines 2.2. A program checks the pages each time we
      change them. Programs find only some faults. People with disabilities have not tested this version yet, so we do
      not claim that it meets the level.
    </p>
    <h2 className="nhsuk-heading-m">Something wrong with this page?</h2>
    <p>
      Please tell the organisation that runs this site for your area. Say which page it was, what you were trying to do,
      and what got in your way. If you need what is on a page in another way, such as large print, they will find one
      with you.
    </p>
    <p>
      If you are not happy with the answer, the{' '}
      <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a> can help.
    </p>
    <p>We wrote this statement in November 2026.</p>
  </Statement>
)

/** What we keep when somebody looks for support, in plain words. It says no more than the program does. */
export const PrivacyPage = ({ shell }: { shell: Shell }) => (
  <Statement shell={shell} title="Privacy">
    <h2 className="nhsuk-heading-m">When you look for support</h2>
    <p>You do not need an account. We do not keep the words you type or your postcode. We do not know who you are.</p>
    <p>No other company can see what you do here. Our pages load nothing from anyone else.</p>
    <h2 className="nhsuk-heading-m">When you ask for help</h2>
    <p>
      We keep what you type while you fill in the form, so that you can stop and come back. Nobody can read it until you
      send it. If you do not send it, it is gone after 28 days. You can throw it away sooner: there is a link for that
      where you start.
    </p>
    <h2 className="nhsuk-heading-m">Cookies</h2>
    <p>
      A cookie is a small note that a site leaves in your browser. We use one only when a page has a form or you sign
      in. It keeps the form safe, and finds what you had typed. It does not follow you to other sites.
    </p>
    <h2 className="nhsuk-heading-m">When someone works with you</h2>
    <p>
      If a link worker works with you, they keep a record. The law lets them do so to give you care. Each time someone
      opens your record, we write down who it was. Only people who have a reason can open it.
    </p>
    <p>
      You can ask to see what is held about you, and ask for mistakes to be put right. Ask the service that works with
      you.
    </p>
    <h2 className="nhsuk-heading-m">If you are worried</h2>
    <p>
      Talk to the service first. You can also complain to the{' '}
      <a href="https://ico.org.uk/make-a-complaint/">Information Commissioner</a>.
    </p>
  </Statement>
)

const Statement = ({ shell, title, children }: { shell: Shell; title: string; children: ReactNode }) => (
  <AppShell shell={shell} title={title}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-xl">{title}</h1>
        {children}
      </div>
    </div>
  </AppShell>
)
