import { findPlace, type NoPlace, type Place } from '#foundations/geography/index.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Shape, Wanted } from '#registers/directory/index.ts'
import type { Parameters } from './parameters.rules.ts'

/** What is asked of services and of services at locations: both parameter sets of 3.0, all of which must hold. */
export interface WantedServices extends Wanted {
  shape: Shape
}

/** The furthest that anybody may look, in metres. */
const FURTHEST = 1_000_000

export async function readWanted(asked: Parameters, tx: Tx): Promise<WantedServices> {
  const metres = asked.number('proximity', 0, FURTHEST)
  const full = asked.yes('full')
  return {
    search: asked.text('search'),
    termId: asked.id('taxonomy_term_id'),
    taxonomyId: asked.id('taxonomy_id'),
    organisationId: asked.id('organization_id'),
    modifiedAfter: asked.instant('modified_after'),
    minimumAge: asked.number('minimum_age', 0, 150),
    maximumAge: asked.number('maximum_age', 0, 150),
    days: asked.days('day'),
    opensFrom: asked.time('start_time'),
    closesBy: asked.time('end_time'),
    metres,
    place: await placeOf(asked, tx, metres),
    shape: asked.yes('minimal') ? 'minimal' : full ? 'full' : 'brief',
  }
}

async function placeOf(asked: Parameters, tx: Tx, metres: number | undefined): Promise<Place | undefined> {
  const postcode = asked.text('postcode')
  if (!postcode) return metres === undefined ? undefined : asked.fault('proximity', 'Give a postcode too')
  const found = await findPlace(tx, postcode)
  return found.ok ? found.value : asked.fault('postcode', NO_PLACE[found.reason])
}

const NO_PLACE: Record<NoPlace, string> = {
  'not-a-postcode': 'Give a postcode such as ZZ1 1AA, or its first half',
  unknown: 'We do not know where this postcode is',
}
