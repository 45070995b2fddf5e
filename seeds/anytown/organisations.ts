import type { OrganisationKind } from '#foundations/access/index.ts'

/** `provider` is the key in providers.ts where the organisation also offers services. */
export type Organisation = { code: string; name: string; kind: OrganisationKind; provider?: string }

/** Organisations that run a team or refer, besides the twelve practices. */
export const ORGANISATIONS: Organisation[] = [
  { code: 'ZZP01', name: 'Riverside Primary Care Network', kind: 'pcn' },
  { code: 'ZZC01', name: 'The Beacon Trust', kind: 'charity', provider: 'beacon-trust' },
  { code: 'ZZL01', name: 'Anytown Borough Council', kind: 'council', provider: 'council' },
  { code: 'ZZH01', name: 'Wenlow Homes', kind: 'housing' },
  { code: 'ZZX01', name: 'Corn Hill Pharmacy', kind: 'pharmacy' },
  { code: 'ZZT01', name: 'Wenlow Valley Hospitals', kind: 'trust' },
  { code: 'ZZF01', name: 'Wenlow Valley Fire and Rescue', kind: 'fire', provider: 'fire-service' },
  { code: 'ZZC02', name: 'Anytown Advice', kind: 'charity', provider: 'anytown-advice' },
]
