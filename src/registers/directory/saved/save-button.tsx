import { Button } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { Id } from '#platform/ids.ts'
import type { Shell } from '#ui/shell.tsx'
import type { Saved } from './saved.rules.ts'

const FORM = 'saving'

/** The form that all buttons of a page belong to which change a list: one token for all. `back`: where one is, with what was asked. */
export const SavingForm = ({ shell, back }: { shell: Shell; back: string }) => (
  <form id={FORM} method="post" action="/saved">
    <input type="hidden" name="_csrf" value={shell.csrf} />
    <input type="hidden" name="back" value={back} />
  </form>
)

interface ListButtonProps {
  /** What it does with the list. */
  to: 'add' | 'remove' | 'clear'
  /** The services, by their ids with points between. */
  services?: string
  primary?: boolean
  children: ReactNode
}

/** One press that changes the list. Needs `SavingForm` on the same page, and no script. */
export const ListButton = ({ to, services, primary, children }: ListButtonProps) => (
  <Button
    type="submit"
    form={FORM}
    formAction={ADDRESSES[to]}
    {...(services && { name: 'services', value: services })}
    secondary={!primary}
    small
  >
    {children}
  </Button>
)

const ADDRESSES = { add: '/saved', remove: '/saved/removal', clear: '/saved/clearing' }

interface OfService {
  service: { id: Id; name: string }
}

/** Puts a service on one's list, or says that it is there and takes it off again. */
export const SaveButton = ({ service, saved }: OfService & { saved: Saved }) =>
  saved.includes(service.id) ? (
    <p className="trellis-saving">
      <strong className="trellis-saving__done">Saved</strong> <a href="/saved">See your list</a>{' '}
      <RemoveButton service={service} />
    </p>
  ) : (
    <p className="trellis-saving">
      <ListButton to="add" services={service.id}>
        Save
        <Named service={service} />
      </ListButton>
    </p>
  )

export const RemoveButton = ({ service }: OfService) => (
  <ListButton to="remove" services={service.id}>
    Remove
    <Named service={service} />
  </ListButton>
)

/** Twenty buttons of one word say nothing to somebody who hears them. */
const Named = ({ service }: OfService) => <span className="nhsuk-u-visually-hidden"> {service.name}</span>
