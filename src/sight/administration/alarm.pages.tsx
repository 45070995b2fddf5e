import { WarningCallout } from 'nhsuk-react-components'

/** What the program itself asks somebody to look at, by night (`sight/integrity`): no team has left it undone. */
const ALARMS = {
  'journal-not-whole': {
    heading: 'The journal is not as it was sealed',
    words:
      'Somebody changed or removed what was written down, or a seal. Keep the database as it is, and tell whoever runs this Trellis.',
    command: 'trellis verify journal',
  },
  'statuses-disagree': {
    heading: 'Some records do not stand where their facts say',
    words:
      'A referral, an episode, a connection or a message says one thing, and what was written down about it another. Tell whoever runs this Trellis.',
    command: 'trellis verify statuses',
  },
} as const

type AlarmKind = keyof typeof ALARMS

export const isAlarm = (kind: string): kind is AlarmKind => Object.hasOwn(ALARMS, kind)

/** One alarm, in words; it goes by itself once all agrees again. */
export const Alarm = ({ kind }: { kind: AlarmKind }) => (
  <WarningCallout>
    <WarningCallout.Heading>{ALARMS[kind].heading}</WarningCallout.Heading>
    <p>{ALARMS[kind].words}</p>
    <p>
      They run <code>{ALARMS[kind].command}</code>, which names each fault. We look every night: this goes from the page
      when all agrees again.
    </p>
  </WarningCallout>
)
