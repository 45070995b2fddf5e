import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { Access, JoinWay, Mode, OnlyFor, ServiceStatus, StepFree } from '../listing/listing.type.ts'
import type { Schedule } from '../listing/schedule.rules.ts'
import type { CapacityStatement } from '../listing/space.rules.ts'
import type { Cost } from '../listing/cost.rules.ts'
import type { Day } from '#platform/days.ts'

/** A listing as its page shows it. Texts are the source's own: what is a placeholder is told apart when it is drawn. */
export type ServiceDetails = Awaited<ReturnType<typeof getService>>

/** A service with its places, times, contacts and what was last said about space, in one statement. Throws NotFound. */
export async function getService(tx: Tx, id: Id) {
  const [service] = await listServices(tx, [id])
  if (!service) throw new NotFound()
  return service
}

/** The same of several at once, in no order. Ids that lead nowhere are left out. One statement. */
export async function listServices(tx: Tx, ids: readonly Id[]) {
  const rows = await tx.read(selectServices(tx.actor.partnershipId, ids))
  return rows.map((row) => ({
    ...row,
    status: row.status as ServiceStatus,
    onlyFor: row.onlyFor as OnlyFor | null,
    joinWay: row.joinWay as JoinWay | null,
    modes: row.modes as Mode[],
    cost: { kind: row.costKind, amount: row.costAmount, fees: row.fees } as Cost,
    access: accessOf(row),
    assuredOn: row.assuredOn as Day | null,
    checkedOn: row.checkedOn as Day | null,
    locations: row.locations.map((l) => ({ ...l, access: accessOf(l) })),
    schedules: row.schedules as Schedule[],
    capacity: (row.capacities[0] as CapacityStatement | undefined) ?? undefined,
  }))
}

interface AccessRow {
  stepFree: string | null
  hearingLoop: boolean | null
  toilet: boolean | null
  parking: boolean | null
  transport: string | null
  accessNotes: string | null
}

const accessOf = ({ stepFree, hearingLoop, toilet, parking, transport, accessNotes }: AccessRow): Access => ({
  stepFree: (stepFree as StepFree | null) ?? undefined,
  hearingLoop: hearingLoop ?? undefined,
  toilet: toilet ?? undefined,
  parking: parking ?? undefined,
  transport: transport ?? undefined,
  accessNotes: accessNotes ?? undefined,
})

const ACCESS = [
  'step_free as stepFree',
  'hearing_loop as hearingLoop',
  'toilet',
  'parking',
  'transportation as transport',
  'access_notes as accessNotes',
] as const

const selectServices = (partnershipId: Id, ids: readonly Id[]) =>
  db
    .selectFrom('directory.service as service')
    .innerJoin('directory.source as source', (on) =>
      on.onRef('source.partnership_id', '=', 'service.partnership_id').onRef('source.id', '=', 'service.source_id'),
    )
    .leftJoin('directory.provider as provider', (on) =>
      on
        .onRef('provider.partnership_id', '=', 'service.partnership_id')
        .onRef('provider.id', '=', 'service.provider_id'),
    )
    .leftJoin('access.organisation as organisation', (on) =>
      on
        .onRef('organisation.partnership_id', '=', 'service.partnership_id')
        .onRef('organisation.id', '=', 'service.provider_id'),
    )
    .where('service.partnership_id', '=', partnershipId)
    .where(sql<boolean>`service.id = any(${ids}::uuid[])`)
    .select([
      'service.id',
      'service.name',
      'service.alternate_name as alternateName',
      'service.summary',
      'service.description',
      'service.status',
      'service.url',
      'service.email',
      'service.who_for as whoFor',
      'service.only_for as onlyFor',
      'service.minimum_age as minimumAge',
      'service.maximum_age as maximumAge',
      'service.eligibility',
      'service.welcome',
      'service.not_for as notFor',
      'service.join_way as joinWay',
      'service.join_text as joinText',
      'service.fees',
      'service.cost_kind as costKind',
      'service.cost_amount as costAmount',
      'service.modes',
      'service.needs',
      'service.first_visit_meets as meets',
      'service.first_visit_door as door',
      'service.first_visit_happens as happens',
      'service.first_visit_buddy as buddy',
      'service.step_free as stepFree',
      'service.hearing_loop as hearingLoop',
      'service.toilet',
      'service.parking',
      'service.transportation as transport',
      'service.access_notes as accessNotes',
      'service.interpretation_services as interpretation',
      'service.accreditations',
      'service.alert',
      'service.assured_on as assuredOn',
      'service.checked_on as checkedOn',
      'organisation.name as providerName',
      'provider.description as providerDescription',
      'provider.website as providerWebsite',
      'provider.email as providerEmail',
      'provider.telephone as providerTelephone',
      'source.name as sourceName',
      'source.licence',
      'source.kind as sourceKind',
      'source.fetched_at as fetchedAt',
    ])
    // Notes on safety name risks and ways to hide: they are for staff, not for whoever looks over a shoulder.
    .select(
      sql<string | null>`case when (select access.kind()) = 'account' then service.safety_note end`.as('safetyNote'),
    )
    .select((service) => [
      jsonArrayFrom(
        service
          .selectFrom('directory.service_location as at')
          .innerJoin('directory.location as location', (on) =>
            on.onRef('location.partnership_id', '=', 'at.partnership_id').onRef('location.id', '=', 'at.location_id'),
          )
          .whereRef('at.partnership_id', '=', 'service.partnership_id')
          .whereRef('at.service_id', '=', 'service.id')
          .orderBy('at.position')
          .select([
            'location.id',
            'location.location_type as locationType',
            'location.name',
            'location.description',
            'location.url',
            'location.address_1 as address1',
            'location.address_2 as address2',
            'location.city',
            'location.postal_code as postcode',
          ])
          .select(ACCESS.map((column) => `location.${column}` as const)),
      ).as('locations'),
      jsonArrayFrom(
        service
          .selectFrom('directory.schedule as schedule')
          .whereRef('schedule.partnership_id', '=', 'service.partnership_id')
          .whereRef('schedule.service_id', '=', 'service.id')
          .orderBy('schedule.position')
          .select(SCHEDULE),
      ).as('schedules'),
      jsonArrayFrom(
        service
          .selectFrom('directory.contact as contact')
          .whereRef('contact.partnership_id', '=', 'service.partnership_id')
          .whereRef('contact.service_id', '=', 'service.id')
          .orderBy('contact.position')
          .select(['contact.name', 'contact.title', 'contact.email']),
      ).as('contacts'),
      jsonArrayFrom(
        service
          .selectFrom('directory.telephone as telephone')
          .leftJoin('directory.contact as contact', (on) =>
            on
              .onRef('contact.partnership_id', '=', 'telephone.partnership_id')
              .onRef('contact.id', '=', 'telephone.contact_id'),
          )
          .whereRef('telephone.partnership_id', '=', 'service.partnership_id')
          .whereRef('telephone.service_id', '=', 'service.id')
          .orderBy('telephone.position')
          .select([
            'telephone.number',
            'telephone.extension',
            'telephone.description',
            'contact.name',
            'contact.title',
          ]),
      ).as('telephones'),
      jsonArrayFrom(
        service
          .selectFrom('directory.cost_option as cost')
          .whereRef('cost.partnership_id', '=', 'service.partnership_id')
          .whereRef('cost.service_id', '=', 'service.id')
          .orderBy('cost.position')
          .select(['cost.option', 'cost.amount', 'cost.currency', 'cost.amount_description as description']),
      ).as('costOptions'),
      jsonArrayFrom(
        service
          .selectFrom('directory.service_area as area')
          .whereRef('area.partnership_id', '=', 'service.partnership_id')
          .whereRef('area.service_id', '=', 'service.id')
          .orderBy('area.position')
          .select(['area.name']),
      ).as('areas'),
      jsonArrayFrom(
        service
          .selectFrom('directory.language as language')
          .whereRef('language.partnership_id', '=', 'service.partnership_id')
          .whereRef('language.service_id', '=', 'service.id')
          .orderBy('language.position')
          .select(['language.code', 'language.name']),
      ).as('languages'),
      jsonArrayFrom(
        service
          .selectFrom('directory.capacity_statement as capacity')
          .whereRef('capacity.partnership_id', '=', 'service.partnership_id')
          .whereRef('capacity.service_id', '=', 'service.id')
          .orderBy('capacity.confirmed_on', 'desc')
          .limit(1)
          .select([
            'capacity.state',
            'capacity.places',
            'capacity.confirmed_on as confirmedOn',
            'capacity.confirm_by as confirmBy',
          ]),
      ).as('capacities'),
    ])

const SCHEDULE = [
  'schedule.location_id as locationId',
  'schedule.valid_from as validFrom',
  'schedule.valid_to as validTo',
  'schedule.dtstart',
  'schedule.until',
  'schedule.count',
  'schedule.freq',
  'schedule.interval',
  'schedule.byday',
  'schedule.bymonthday',
  'schedule.description',
  'schedule.opens_at as opensAt',
  'schedule.closes_at as closesAt',
  'schedule.schedule_link as link',
  'schedule.attending_type as attendingType',
  'schedule.notes',
] as const
