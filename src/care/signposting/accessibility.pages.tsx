import type { Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { Part, Statement } from './statement.pages.tsx'

/** What works for whom, how we know, what does not yet, and how to say so. It claims no more than was tried. */
export const AccessibilityPage = ({ shell }: { shell: Shell }) => (
  <Statement shell={shell} title="Accessibility">
    <p>We want everyone to be able to use this site. You should be able to:</p>
    <ul>
      <li>make the words four times as big without losing any</li>
      <li>use every page with a keyboard alone</li>
      <li>use every page with a screen reader</li>
      <li>use every page with scripts turned off, on an old phone or a slow line</li>
      <li>read what we say without hard words</li>
    </ul>

    <Part heading="How well we do">
      <p>
        We aim for level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. We do not yet claim that we meet it,
        because people with disabilities have not tried this version.
      </p>
    </Part>

    <Part heading="How we test">
      <ul>
        <li>A program called axe looks for faults on our public pages each time we change them.</li>
        <li>The same test looks at each page on a screen 320 dots wide: nothing may stick out at the side.</li>
        <li>We walk through the main pages with the keyboard.</li>
        <li>Forms are sent and read with scripts turned off.</li>
        <li>A program measures how hard our messages and some of our pages are to read.</li>
      </ul>
      <p>Programs find only some faults. No one who uses a screen reader each day has tried this version yet.</p>
    </Part>

    <Part heading="What we know does not work well yet">
      <ul>
        <li>The site is in English only. There is no Easy Read and no sign language.</li>
        <li>The teams write their own words about groups. Some may be hard to read.</li>
        <li>Our letters as PDF have tags for screen readers, but no one has tried them with one.</li>
      </ul>
    </Part>

    <Part heading="Need it in another way?">
      <p>
        Ask us for large print, another language or a talk on the phone. It costs nothing. You can also{' '}
        <a href="/ask/print">print the form to ask for help</a>, or ring instead.
      </p>
      <p>
        <a href="/link-workers">Find your team and its number</a>
      </p>
    </Part>

    <Part heading="Something wrong with a page?">
      <p>
        Please tell your team. Say which page it was, what you wanted to do, and what got in your way. They pass it on
        to those who run this site.
      </p>
      <p>If you are not happy with the answer, this service can help you:</p>
      <p>
        Equality Advisory and Support Service
        <br />
        Phone: <TelephoneLink number="08088000082" />
        <br />
        <a href="https://www.equalityadvisoryservice.com/">equalityadvisoryservice.com</a>
      </p>
      <p>
        The Equality and Human Rights Commission makes sure that public bodies keep the law on this: the Public Sector
        Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
      </p>
    </Part>
    <p className="trellis-quiet">We wrote this page in November 2026, when we last tested.</p>
  </Statement>
)
