import type { Link, Shell } from './shell.tsx'
import { WordMark } from './word-mark.tsx'

/** Where we are, where one can go, who is signed in. On a phone the links fold into a menu that needs no script. */
export function AppHeader({ shell }: { shell: Shell }) {
  return (
    <>
      <header className="trellis-header">
        <div className="nhsuk-width-container trellis-header__bar">
          <a className="trellis-brand" href="/">
            <WordMark />
            <span className="trellis-brand__place">{shell.partnershipName}</span>
          </a>
          <div className="trellis-header__end">
            <div className="trellis-header__account">
              <Account shell={shell} />
            </div>
            <a className="trellis-urgent" href="/urgent-help" aria-current={currentAt(shell.path, '/urgent-help')}>
              Urgent help
            </a>
            <details className="trellis-menu">
              <summary className="trellis-menu__summary">Menu</summary>
              <div className="trellis-menu__panel">
                <Navigation shell={shell} name="trellis-menu" label="Menu" />
                <PutAside shell={shell} />
                <Account shell={shell} />
              </div>
            </details>
          </div>
        </div>
        <div className="trellis-header__navigation">
          <div className="nhsuk-width-container trellis-header__row">
            <Navigation shell={shell} name="trellis-navigation" label="Main" />
            <PutAside shell={shell} />
          </div>
        </div>
      </header>
      {shell.demo && (
        <aside className="trellis-demo" aria-label="Demonstration">
          <p className="nhsuk-width-container">
            <strong className="trellis-demo__word">Demo</strong> Everyone here is invented.{' '}
            {shell.signedIn && <a href="/outbox">Messages sent</a>}
          </p>
        </aside>
      )}
    </>
  )
}

function Navigation({ shell, name, label }: { shell: Shell; name: string; label: string }) {
  if (shell.navigation.length === 0) return null
  return (
    <nav className={name} aria-label={label}>
      <ul className={`${name}__list`}>
        {shell.navigation.map((item) => (
          <li key={item.href} className={`${name}__item`}>
            <NavigationLink item={item} path={shell.path} name={name} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function NavigationLink({ item, path, name }: { item: Link; path: string; name: string }) {
  const current = currentAt(path, item.href)
  return (
    <a className={`${name}__link`} href={item.href} aria-current={current}>
      {/* People who override colours and styles still see which one is current. */}
      {current ? <strong>{item.text}</strong> : item.text}
    </a>
  )
}

/** "page" on the page itself, "true" on those below it. */
function currentAt(path: string, href: string): 'page' | 'true' | undefined {
  if (path === href) return 'page'
  return href !== '/' && path.startsWith(`${href}/`) ? 'true' : undefined
}

const PutAside = ({ shell: { putAside, path } }: { shell: Shell }) =>
  putAside ? (
    <a
      className="trellis-account__link trellis-account__aside"
      href={putAside.href}
      aria-current={currentAt(path, putAside.href)}
    >
      {putAside.text}
    </a>
  ) : null

function Account({ shell }: { shell: Shell }) {
  if (!shell.signedIn) {
    return (
      <a className="trellis-account__link" href="/sign-in">
        Sign in
      </a>
    )
  }
  return (
    <form className="trellis-account" method="post" action="/sign-out">
      <input type="hidden" name="_csrf" value={shell.csrf} />
      <span className="trellis-account__who">
        {shell.signedIn.name}, {shell.signedIn.roleWord}
      </span>
      <button className="trellis-account__link" type="submit">
        Sign out
      </button>
    </form>
  )
}
