import { Button, Details } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { nameOf } from '#registers/people/index.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { KINDS, OUTCOMES } from './contact.rules.ts'
import type { Contact } from './contact.queries.ts'
import type { OpenedContact } from './open-contact.ts'

/** One contact, to be read; putting it right is a step of its own. */
export const ContactReadingPage = ({
  shell,
  person,
  contact,
  earlier,
  names,
  today,
}: OpenedContact & { shell: Shell }) => (
  <AppShell shell={shell} title={KINDS[contact.kind]} back={`/people/${person.id}`}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">
          <span className="nhsuk-caption-l">{nameOf(person)}</span> {KINDS[contact.kind]}, {sayAt(contact, today)}
        </h1>
        {contact.note ? <p className="trellis-words">{contact.note}</p> : <p>No notes.</p>}
        <Summary
          rows={[
            { key: 'What came of it', value: OUTCOMES[contact.outcome] },
            ...(contact.place ? [{ key: 'Where', value: contact.place }] : []),
            ...(contact.others ? [{ key: 'Who else was there', value: contact.others }] : []),
            { key: 'Written by', value: sayWriter(contact, names, today) },
            ...(contact.withheld ? [{ key: 'Kept from them', value: 'Yes: the person does not see this' }] : []),
          ]}
        />
        <Button secondary href={`/episodes/${contact.episodeId}/contacts/${contact.id}/correction`}>
          Correct this
        </Button>
        {earlier.length > 0 && (
          <Details>
            <Details.Summary>What stood here before</Details.Summary>
            <Details.Text>
              {earlier.map((was) => (
                <section key={was.version}>
                  <p className="nhsuk-u-margin-bottom-1">
                    <strong>
                      {KINDS[was.kind]}, {sayAt(was, today)}. {OUTCOMES[was.outcome]}.
                    </strong>
                  </p>
                  <p className="trellis-words">{was.note ?? 'No notes.'}</p>
                  <p className="trellis-quiet">{sayWriter(was, names, today)}</p>
                </section>
              ))}
            </Details.Text>
          </Details>
        )}
      </div>
    </div>
  </AppShell>
)

const sayAt = ({ happenedAt }: Contact, today: Day): string =>
  `${sayDay(dayOf(happenedAt), today)} at ${sayTime(happenedAt)}`

const sayWriter = ({ recordedBy, recordedAt }: Contact, names: ReadonlyMap<Id, string>, today: Day): string =>
  `${names.get(recordedBy) ?? 'A colleague'}, ${sayDay(dayOf(recordedAt), today)} at ${sayTime(recordedAt)}`
