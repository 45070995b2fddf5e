import type { OpenedRecord } from './open-record.ts'

/** A section of a person's record: one page of its own inside the same frame. */
export interface RecordSection {
  key: string
  text: string | ((record: OpenedRecord) => string)
  /** Nothing where this record has no such section (yet). */
  href: (record: OpenedRecord) => string | undefined
}

const ofEpisode =
  (page: string) =>
  ({ episode }: OpenedRecord) =>
    episode && `/episodes/${episode.id}/${page}`

const ofWork = (page: string) => (record: OpenedRecord) => (record.works ? ofEpisode(page)(record) : undefined)

/** All sections in their order. Another part of the module adds its line here. */
export const RECORD_SECTIONS: readonly RecordSection[] = [
  { key: 'story', text: 'Story', href: ({ person }) => `/people/${person.id}` },
  { key: 'conversation', text: 'What they said', href: ofWork('conversation') },
  { key: 'plan', text: 'Plan', href: ofEpisode('plan') },
  { key: 'connections', text: 'Connections', href: ofWork('connections') },
  { key: 'measures', text: 'Questionnaires', href: ofWork('measures') },
  {
    key: 'referral',
    text: 'Referral',
    href: ({ standing, works }) => (works && standing.referralId ? `/referrals/${standing.referralId}` : undefined),
  },
  {
    key: 'safeguarding',
    text: ({ episode }) =>
      episode && episode.safeguardingNotes > 0 ? `Safeguarding (${episode.safeguardingNotes})` : 'Safeguarding',
    href: ofEpisode('safeguarding'),
  },
  { key: 'seen', text: 'Who has seen this', href: ({ person }) => `/people/${person.id}/seen` },
]
