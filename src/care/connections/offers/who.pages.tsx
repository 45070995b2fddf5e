import { ACCESS_NEEDS } from '#registers/people/index.ts'
import { Summary } from '#ui/summary.tsx'
import { sayTelephone } from '#platform/telephone.ts'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import type { GroupView, SharedContact } from './group-view.queries.ts'

/** Only what they ticked, and only while it is needed. */
export function Who({ view: { name, contact, accessNeeds, helps } }: { view: GroupView }) {
  const rows = [
    ...(name ? [{ key: 'Name', value: name }] : []),
    ...(contact ? [{ key: 'How to reach them', value: <Contact contact={contact} /> }] : []),
    ...(accessNeeds.length > 0
      ? [
          {
            key: 'What they need',
            value: <Lines of={accessNeeds.map((code) => `${ACCESS_NEEDS[code].label}. ${ACCESS_NEEDS[code].staff}`)} />,
          },
        ]
      : []),
    ...(helps ? [{ key: 'What helps them feel welcome', value: helps }] : []),
  ]
  if (rows.length === 0) return null
  return (
    <>
      <Summary rows={rows} />
      <p className="trellis-quiet">
        They agreed that you may know this, and nothing else. Please keep it to yourselves.
      </p>
    </>
  )
}

function Contact({
  contact: { telephone, email, preferred, voicemail, hours, neutral, noTelephone },
}: {
  contact: SharedContact
}) {
  return (
    <>
      {telephone && (
        <p className="nhsuk-u-margin-bottom-1">
          {noTelephone ? `Text ${sayTelephone(telephone)}, do not ring` : <TelephoneLink number={telephone} />}
          {preferred === 'text' && !noTelephone && ', best by text'}
        </p>
      )}
      {email && (
        <p className="nhsuk-u-margin-bottom-1">
          <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      <Lines
        of={[
          telephone || email ? '' : 'Only through us: please ring',
          telephone && !noTelephone && !voicemail ? 'Leave no voicemail' : '',
          hours ? `Only at these times: ${hours}` : '',
          neutral ? 'Do not say where you ring or write from, until you are sure that it is them' : '',
        ]}
      />
    </>
  )
}

const Lines = ({ of }: { of: readonly string[] }) => (
  <>
    {of
      .filter((line) => line !== '')
      .map((line) => (
        <p key={line} className="nhsuk-u-margin-bottom-1">
          {line}
        </p>
      ))}
  </>
)
