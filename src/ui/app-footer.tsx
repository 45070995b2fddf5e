import type { Link } from './shell.tsx'
import { WordMark } from './word-mark.tsx'

const LINKS: Link[] = [
  { href: '/urgent-help', text: 'Urgent help' },
  { href: '/accessibility', text: 'Accessibility' },
  { href: '/privacy', text: 'Privacy' },
  { href: '/accessibility', text: 'Something wrong with this page?' },
]

/** The ways out that every page has. */
export const AppFooter = ({ partnershipName }: { partnershipName: string }) => (
  <footer className="trellis-footer">
    <div className="nhsuk-width-container trellis-footer__columns">
      <div className="trellis-footer__about">
        <WordMark />
        <p>{partnershipName || 'This site'} links people with support near home.</p>
        <p>In an emergency ring 999. For urgent medical help ring 111.</p>
      </div>
      <ul className="trellis-footer__links">
        {LINKS.map(({ href, text }) => (
          <li key={text}>
            <a className="nhsuk-link nhsuk-link--reverse" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  </footer>
)
