import type { UrgentKind } from '#engines/urgent-words/index.ts'

/** What those look for whose words may mean danger, even where they name no help: topics of the needs files. */
const TOPICS: Partial<Record<UrgentKind, readonly string[]>> = {
  suicide: ['listening', 'mental-health'],
  violence: ['domestic-abuse'],
  'homeless-tonight': ['homeless-help'],
  'nothing-to-eat': ['food-parcels', 'hot-meals'],
}

/** The topics that come before whatever else the words ask for, in the order of the kinds; none where nothing is urgent. */
export const topicsInDanger = (kinds: readonly UrgentKind[]): string[] => kinds.flatMap((kind) => TOPICS[kind] ?? [])
