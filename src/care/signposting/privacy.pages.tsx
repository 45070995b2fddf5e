import { DataTable } from '#ui/data-table.tsx'
import type { Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { Part, Statement } from './statement.pages.tsx'

/** What is kept of people, why, who sees it and for how long, in plain words. It says no more than the program does. */
export const PrivacyPage = ({ shell, mapHost }: { shell: Shell; mapHost?: string }) => (
  <Statement shell={shell} title="Privacy">
    {shell.demo && (
      <p>
        <strong>This is a demo. Everyone in it is made up. Please do not type in anything about real people.</strong>
      </p>
    )}
    <p>This page tells you what we keep about you, why, who can see it and for how long.</p>

    <Part heading="Who looks after it">
      <p>
        {shell.partnershipName || 'A local partnership'} runs this site. It is made up of the teams and surgeries in
        your area. They must keep what you tell us safe. The team that works with you looks after your record.
      </p>
      <p>
        Ask your team first if you want to know more. <a href="/link-workers">Find your team and its number</a>.
      </p>
    </Part>

    <Part heading="When you look for support">
      <p>You do not need an account. We do not keep the words you look for, or your postcode.</p>
      <p>
        When you press “Save”, your own browser keeps which groups you chose, for 30 days. We do not know who you are,
        and do not write it down. You can <a href="/saved">look at your list</a> and clear it at any time. If you send
        it, your own phone or email does that. The link names the groups, and nothing about you.
      </p>
      <p>
        When a search finds nothing that fits, we may add one to a count, such as “debt, M33, 4 times today”. It helps
        to plan what is missing. It says nothing about you.
      </p>
      {mapHost ? (
        <p>
          Our pages load nothing from anyone else, but for one thing. If you open a map, its pictures come from{' '}
          {mapHost}. It can see your internet address, and which part of the map you look at. It cannot see what you
          looked for. The list shows all that the map does, so you need not open it.
        </p>
      ) : (
        <p>Our pages load nothing from anyone else. No other company sees what you read here.</p>
      )}
    </Part>

    <Part heading="When you ask for help">
      <p>
        We keep what you type while you fill in the form, so that you can stop and come back. It is locked, and no one
        reads it until you send it. If you do not send it, it no longer opens after 28 days, and then we delete it. You
        can throw it away sooner: there is a link for that where you start.
      </p>
      <p>
        A program looks for words which may mean that you are in danger. It then shows you who can help now, and tells
        the team. It may also sort your words under headings such as money. A person reads your own words. No program
        decides if you get help.
      </p>
    </Part>

    <Part heading="What we keep when you get help">
      <ul>
        <li>your name, date of birth, and how to reach you safely</li>
        <li>your NHS number, if we have been told it</li>
        <li>why you were sent to us, and what you told us yourself</li>
        <li>your plan, your answers to our questions, and when we talked or met</li>
        <li>the groups you joined, and whether you came</li>
        <li>the messages we sent you</li>
      </ul>
      <p>Some of this is about your health, and about things close to your heart. We take most care with that.</p>
    </Part>

    <Part heading="Why we may keep it">
      <p>We keep it to give you support, to keep you safe, and to see if the support helps.</p>
      <p>
        The law lets us do this as a task for the public, and to give care. In the data law (UK GDPR) these are Article
        6(1)(e) and Article 9(2)(h). We still ask you first before we tell a group or your GP practice about you.
      </p>
    </Part>

    <Part heading="Who sees it">
      <p>No one can look you up just because they know your name. Each reader needs a reason, and each sees a part.</p>
      <Summary rows={READERS} />
      <p>
        Each time someone opens your record, we write down who it was. You can ask your team to show you. Texts, emails
        and letters to you go through phone and mail companies, who carry them for us.
      </p>
    </Part>

    <Part heading="For how long">
      <ul>
        <li>What you typed and did not send: 28 days.</li>
        <li>
          Your record: as long as we work with you, and 8 years after. After that the team cannot open it. This is how
          long the NHS keeps records of care for grown-ups.
        </li>
        <li>Links that we send you: each has a last day. After that it opens nothing.</li>
        <li>The list of who opened what: we keep it, so that no one can look in secret.</li>
      </ul>
    </Part>

    <Part heading="What you can ask for">
      <ul>
        <li>to see what we hold about you, or to have a copy</li>
        <li>to have mistakes put right</li>
        <li>that we stop, or do less, with what we hold</li>
        <li>that we delete it. We may have to keep some of it, and will tell you why</li>
        <li>to change your mind about who we tell</li>
      </ul>
      <p>Ask your team. It costs nothing. You get an answer in one month at most.</p>
    </Part>

    <Part heading="Cookies">
      <p>
        A cookie is a small note that a site leaves in your browser. We use these, and no others. None of them follows
        you to other sites, so we need not ask you first.
      </p>
      <DataTable
        caption="Our cookies"
        hideCaption
        columns={[
          { heading: 'Name', cell: ({ name }) => `trellis-${name}` },
          { heading: 'What for', cell: ({ why }) => why },
          { heading: 'How long', cell: ({ long }) => long },
        ]}
        rows={COOKIES}
        rowId={({ name }) => name}
        empty={null}
      />
      <p>On a safe line (https) each name has “__Host-” in front.</p>
    </Part>

    <Part heading="If you are not happy">
      <p>Talk to your team first, if you can. You can also complain to the people who watch over the data law:</p>
      <p>
        Information Commissioner’s Office
        <br />
        Phone: <TelephoneLink number="03031231113" />
        <br />
        <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk/make-a-complaint</a>
      </p>
    </Part>
    <p className="trellis-quiet">We wrote this page in November 2026.</p>
  </Statement>
)

const READERS = [
  {
    key: 'The team you are with',
    value:
      'All of the work with you. Notes about safety: your worker, the manager and the lead for safety only, and each says why.',
  },
  {
    key: 'The person who asked for you',
    value: 'What they sent us, how it stands, and what we write to them at the end. Nothing else.',
  },
  { key: 'Your GP practice', value: 'What we write to it, if it sent you to us or if you said yes.' },
  { key: 'A group you join', value: 'Only what you chose to tell it, and the days you came.' },
  { key: 'You', value: 'All of it, but not what is about someone else, or what would harm you.' },
  { key: 'Anyone else', value: 'Nothing, not even that we know you.' },
]

/** Every cookie that the program sets; a test looks. */
export const COOKIES = [
  {
    name: 'csrf',
    why: 'Keeps forms safe: no other site can send one in your name',
    long: 'Until you close the browser',
  },
  { name: 'ask', why: 'Finds what you typed when you ask for help', long: '28 days, or until you clear it' },
  { name: 'ask-for-someone', why: 'The same, when you ask for someone else', long: '28 days, or until you clear it' },
  { name: 'saved', why: 'Keeps your list of groups you saved', long: '30 days, or until you clear it' },
  { name: 'link', why: 'Knows that you gave your date of birth to open a link', long: 'Half an hour' },
  { name: 'sign-in', why: 'Staff only: keeps them signed in', long: 'Until they sign out, 12 hours at most' },
]
