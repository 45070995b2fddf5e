import type { OrganisationKind } from '#foundations/access/index.ts'
import type { Agency } from '../referral.rules.ts'

/** Which agency of the national list an organisation counts as when its staff refer. */
export const agencyOf = (kind: OrganisationKind): Agency => AGENCY_OF[kind]

const AGENCY_OF: Record<OrganisationKind, Agency> = {
  practice: 'general_practice',
  pcn: 'general_practice',
  icb: 'community_health',
  trust: 'hospital',
  council: 'council',
  charity: 'charity',
  community: 'charity',
  company: 'other',
  employer: 'employer',
  school: 'school',
  housing: 'housing',
  fire: 'fire',
  police: 'police',
  job_centre: 'job_centre',
  pharmacy: 'pharmacy',
  other: 'other',
}
