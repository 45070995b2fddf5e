import { BackLink, SkipLink } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { AppFooter } from './app-footer.tsx'
import { AppHeader } from './app-header.tsx'

export interface Link {
  href: string
  text: string
}

/** What every page of one answer shares; made once for a request. */
export interface Shell {
  /** For the one inline script; new with every answer. */
  nonce: string
  css: string
  js: string
  icon: string
  /** Goes into each form as `_csrf`. */
  csrf: string
  /** The path asked for, to mark where one is in the navigation. */
  path: string
  partnershipName: string
  signedIn?: { name: string; roleWord: string }
  /** At most four here: "Urgent help" is always drawn and is the fifth. Staff may have five and their account. */
  navigation: readonly Link[]
  /** What a visitor put aside, beside the navigation; undefined while there is nothing. */
  putAside?: Link
  /** Says on each page that the people in it are invented. */
  demo?: boolean
}

export interface AppShellProps {
  shell: Shell
  title: string
  /** Where "Back" leads. */
  back?: string
  /** The form on the page has something to mend: said first in the title. */
  error?: boolean
  /** For dense staff lists: more room at the sides is used. */
  wide?: boolean
  /** A link that leaves at once, for pages that a frightened person may open. */
  quickExit?: boolean
  /** Drawn over the full width, before the rest of the page. */
  hero?: ReactNode
  children: ReactNode
}

/** The whole page around its content: landmarks, header, footer, one inline script and one module. */
export function AppShell({ shell, title, back, error, wide, quickExit, hero, children }: AppShellProps) {
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <title>{`${error ? 'Error: ' : ''}${title} – Trellis`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#175c5a" />
        <link rel="icon" href={shell.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={shell.css} />
      </head>
      <body className={wide ? 'trellis-wide' : undefined}>
        <script nonce={shell.nonce} dangerouslySetInnerHTML={{ __html: SUPPORTED }} />
        <SkipLink />
        <AppHeader shell={shell} />
        {quickExit && <QuickExit />}
        {back && (
          <nav className="nhsuk-width-container trellis-back" aria-label="Back">
            <BackLink href={back} />
          </nav>
        )}
        <main id="maincontent">
          {hero}
          <div className="nhsuk-width-container">
            <div className="nhsuk-main-wrapper">{children}</div>
          </div>
        </main>
        <AppFooter partnershipName={shell.partnershipName} />
        <script type="module" src={shell.js} />
      </body>
    </html>
  )
}

/** The HTML of a whole page. */
export const page = (node: ReactNode): string => `<!DOCTYPE html>${renderToStaticMarkup(node)}`

// Must run before the rest is painted; without the second class the design system's scripts do nothing.
const SUPPORTED =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '')"

/** Without JavaScript it is an ordinary link to somewhere harmless. */
const QuickExit = () => (
  <aside className="nhsuk-width-container trellis-exit" aria-label="Leave this page">
    <a className="trellis-exit__link" href="https://www.bbc.co.uk/weather" rel="noreferrer nofollow" data-quick-exit="">
      Leave this page quickly
    </a>
  </aside>
)
