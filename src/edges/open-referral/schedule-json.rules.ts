import type { Id } from '#platform/ids.ts'
import type { PublishedParts } from '#registers/directory/index.ts'
import { said, uri } from './formats.rules.ts'

const EVERY_DAY = 'MO,TU,WE,TH,FR,SA,SU'

/**
 * When a service meets. The UK profile knows weeks and months only: what happens every day is every weekday of each week,
 * and any other rhythm stands in `trellis_freq`.
 */
export function scheduleJson(serviceId: Id, s: PublishedParts['schedules'][number]) {
  const daily = s.freq === 'DAILY' && (s.interval ?? 1) === 1
  const told = s.freq === 'WEEKLY' || s.freq === 'MONTHLY' ? s.freq : daily ? 'WEEKLY' : undefined
  return {
    id: s.id,
    service_id: serviceId,
    service_at_location_id: s.atId,
    valid_from: s.validFrom,
    valid_to: s.validTo,
    dtstart: s.dtstart,
    until: s.until,
    count: s.count,
    freq: told,
    interval: s.interval,
    byday: daily ? (s.byday ?? EVERY_DAY) : s.byday,
    bymonthday: s.bymonthday,
    description: said(s.description),
    opens_at: s.opensAt?.slice(0, 5),
    closes_at: s.closesAt?.slice(0, 5),
    schedule_link: uri(s.link ?? null),
    attending_type: said(s.attendingType),
    notes: said(s.notes),
    trellis_freq: told ? undefined : s.freq,
  }
}
