import { offerDates, WORDING } from '#care/connections/connection.rules.ts'
import { districtOf, normaliseDistrict } from '#foundations/geography/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { idFrom } from '#platform/ids.ts'
import { saveConsent } from '#registers/people/index.ts'
import type { Step } from '../life/life.type.ts'
import { SHARED } from '../live.ts'
import { serviceId } from '../load-directory.ts'
import { providerId } from '../provider-id.ts'
import { SERVICES } from '../services.ts'
import { move, note } from './connection-book.ts'
import { involve } from './write-referral.ts'
import type { Written } from './written.ts'

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

const services = new Map(SERVICES.map((service) => [service.key, service]))

/** An idea: another place is looked for no longer. */
export function writeProposal(written: Written, { at, connection, service: key, need }: Of<'proposed'>): void {
  const { book, worker, person, team, connections } = written
  const episode = written.episode!
  const tx = written.at(worker, at)
  const service = services.get(key)!
  const id = idFrom('anytown', 'history', 'connection', episode.id, String(connection))
  book.endTasks(tx, ({ kind }) => kind === 'find-another')
  const district = person.restricted || !person.postcode ? undefined : normaliseDistrict(districtOf(person.postcode))
  const row = {
    partnership_id: tx.actor.partnershipId,
    id,
    episode_id: episode.id,
    person_id: person.id,
    team_id: team.id,
    service_id: serviceId(key),
    provider_id: providerId(service.provider),
    need,
    area: district ?? null,
    proposed_by: worker.accountId,
    proposed_at: at,
    version: 1,
    shared: [] as string[],
    helps: null,
    wording: null as string | null,
  }
  tx.add('connections.connection', row)
  connections[connection] = {
    id,
    row,
    providerId: row.provider_id,
    serviceName: service.name,
    status: 'proposed',
    moves: 0,
  }
  journal(tx, 'connection.proposed', {
    subjectId: id,
    subjectVersion: 1,
    personId: person.id,
    detail: { service: row.service_id, need },
  })
}

/** The person's yes, as a consent of its own. */
export function writeAgreement(written: Written, { at, connection: number }: Of<'agreed'>): void {
  const { worker, person } = written
  const connection = written.connections[number]!
  const tx = written.at(worker, at)
  const consentId = saveConsent(tx, person.id, {
    subject: 'sharing',
    answer: 'given',
    by: 'person',
    organisationId: connection.providerId,
    wordingVersion: WORDING,
  })
  tx.add('connections.agreement', {
    partnership_id: tx.actor.partnershipId,
    connection_id: connection.id,
    consent_id: consentId,
    agreed_by: 'person',
    recorded_by: worker.accountId,
    agreed_at: at,
  })
  Object.assign(connection.row, { shared: [...SHARED], wording: WORDING })
  const subjectVersion = move(written, connection, 'agreed')
  note(tx, written, connection, 'agreed', subjectVersion, { shared: [...SHARED], by: 'person' })
}

/** The group is rung. */
export function writeOffer(written: Written, { at, connection: number }: Of<'offered'>): void {
  const { worker } = written
  const connection = written.connections[number]!
  const tx = written.at(worker, at)
  const { answerBy, nudgeAt, escalateAt } = offerDates(at)
  tx.add('connections.offer', {
    partnership_id: tx.actor.partnershipId,
    connection_id: connection.id,
    offered_by: worker.accountId,
    offered_at: at,
    channel: 'telephone',
    note: null,
    answer_by: answerBy,
    nudge_at: nudgeAt,
    escalate_at: escalateAt,
  })
  involve(written, tx, { organisationId: connection.providerId, teamId: null, reason: 'provider' })
  const subjectVersion = move(written, connection, 'offered')
  const detail = { way: 'telephone', service: connection.row.service_id as string, provider: connection.providerId }
  note(tx, written, connection, 'offered', subjectVersion, detail)
}
