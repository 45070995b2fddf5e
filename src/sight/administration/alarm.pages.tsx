import { WarningCallout } from 'nhsuk-react-components'

/** What the program itself asks somebody to look at, by night (`sight/integrity`, feeds of the directory): no team has left it undone. */
const ALARMS = {
  'journal-not-whole': {
    heading: 'The journal is not as it was sealed',
    words:
      'Somebody changed or removed what was written down, or a seal. Keep the database as it is, and tell whoever runs this Trellis.',
    command: 'trellis verify journal',
    over: 'all agrees again',
  },
  'statuses-disagree': {
    heading: 'Some records do not stand where their facts say',
    words:
      'A referral, an episode, a connection or a message says one thing, and what was written down about it another. Tell whoever runs this Trellis.',
    command: 'trellis verify statuses',
    over: 'all agrees again',
  },
  'look-at-feed': {
    heading: 'A list of services cannot be read',
    words:
      'Three times running we could not read somebody’s list of services to its end. What it gave before is still here, and grows old. Tell whoever runs this Trellis.',
    command: 'trellis list harvests',
    over: 'it is read to its end again',
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
      when {ALARMS[kind].over}.
    </p>
  </WarningCallout>
)
