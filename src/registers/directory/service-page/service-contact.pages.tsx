import { Button } from 'nhsuk-react-components'
import { mailLink, shownText, telephoneLink, webLink } from '../listing/listing.rules.ts'
import { Section } from './section.pages.tsx'
import type { ServiceDetails } from './service.queries.ts'

/** One tap on a phone; not for what has closed for good. */
export function RingButton({ service }: { service: ServiceDetails }) {
  const [first] = telephonesOf(service)
  if (!first?.href || service.status === 'inactive' || service.status === 'defunct') return null
  return <Button href={first.href}>Ring {first.text}</Button>
}

/** Every way to reach it that we may show as a link. */
export const Contact = ({ service }: { service: ServiceDetails }) => (
  <Section title="Contact">
    <Reaches service={service} />
  </Section>
)

/** Numbers, addresses and sites, spelled out so that they can be read from paper too. */
export function Reaches({ service }: { service: ServiceDetails }) {
  const telephones = telephonesOf(service)
  const emails = firstOf(
    [service.email, ...service.contacts.map((c) => c.email)].flatMap((e) => mailLink(e) ?? []),
    mailLink(service.providerEmail),
  )
  const sites = firstOf([webLink(service.url) ?? []].flat(), webLink(service.providerWebsite))
  if (telephones.length + emails.length + sites.length === 0) {
    return (
      <p>
        We have not been told how to reach them. <a href="/link-workers">Ask a link worker</a>: they can find out for
        you.
      </p>
    )
  }
  return (
    <ul className="nhsuk-list nhsuk-u-text-break-word">
      {telephones.map(({ href, text, who }) => (
        <li key={text + (who ?? '')}>
          {href ? <a href={href}>{text}</a> : text}
          {who && <span className="trellis-quiet"> {who}</span>}
        </li>
      ))}
      {emails.map(({ href, text }) => (
        <li key={text}>
          <a href={href}>{text}</a>
        </li>
      ))}
      {sites.map(({ href, text }) => (
        <li key={text}>
          <a href={href} rel="noreferrer nofollow">
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The service's own ways to reach it, each once; the provider's only where it has none. */
function firstOf<T extends { text: string }>(own: T[], ofProvider: T | undefined): T[] {
  const once = [...new Map(own.map((way) => [way.text, way])).values()]
  return once.length > 0 ? once : ofProvider ? [ofProvider] : []
}

/** Its numbers, the one to ring first at the front. */
export function telephonesOf({ telephones, providerTelephone }: ServiceDetails) {
  const own = telephones.flatMap((t) => {
    const link = telephoneLink(t.number)
    const who = [
      shownText(t.name),
      shownText(t.title),
      shownText(t.description),
      t.extension && `extension ${t.extension}`,
    ]
      .filter(Boolean)
      .join(', ')
    return link ? [{ ...link, who }] : []
  })
  const provider = telephoneLink(providerTelephone)
  return firstOf(own, provider && { ...provider, who: '' })
}
