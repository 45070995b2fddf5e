import { NEEDS, type Need } from '#registers/directory/index.ts'

/** Why somebody is referred: any need, or something that no list has, which is then said in words. Codes are stable. */
export const REASONS = {
  ...NEEDS,
  'something-else': { label: 'Something else', description: 'Anything that is not in these lists.' },
} as const satisfies Record<string, { label: string; description: string }>

export type Reason = Need | 'something-else'
