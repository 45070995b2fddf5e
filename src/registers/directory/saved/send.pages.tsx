import { Button } from 'nhsuk-react-components'
import { sayWhen } from '../listing/schedule.rules.ts'
import { telephonesOf } from '../service-page/service-contact.pages.tsx'
import { isOver } from './compare.rules.ts'
import type { ServiceDetails } from '../service-page/service.queries.ts'
import { emailHref, sayList, textHref, type ToTell } from './send.rules.ts'

interface SendProps {
  services: readonly ServiceDetails[]
  /** Whole, with the host. */
  address: string
}

/** Ways to tell somebody of services that are not over: each is done by the visitor's own phone or mail program. */
export function Send({ services, address }: SendProps) {
  const open = services.filter(({ status }) => !isOver(status))
  if (open.length === 0) return null
  const words = sayList(open.map(toTell), address)
  return (
    <section aria-labelledby="send" className="trellis-paper__choice">
      <h2 className="nhsuk-heading-m" id="send">
        Send it to somebody
      </h2>
      <p>
        Your own phone or email sends it. You choose who gets it, and can change the words first. We do not see it. The
        link opens this {services.length === 1 ? 'page' : 'list'}, and says nothing about you.
      </p>
      <div className="nhsuk-button-group">
        <Button secondary href={textHref(words)}>
          Send as a text
        </Button>
        <Button secondary href={emailHref(words)}>
          Send as an email
        </Button>
        <span data-share={address} hidden />
      </div>
    </section>
  )
}

/** Its own times where it has some: the next day it meets is over by the time some people read their messages. */
function toTell(service: ServiceDetails): ToTell {
  const [first] = service.schedules
  return { name: service.name, when: first && sayWhen(first), telephone: telephonesOf(service)[0]?.text }
}
