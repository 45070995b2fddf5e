import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Tx } from '#platform/database/database.ts'
import { districtOf, normaliseDistrict, normalisePostcode, postcodeKey } from './postcode.rules.ts'

/** Where a postcode is. Say so on the page when `precision` is "district": then it is only the middle of the postcode district. */
export interface Place {
  /** As it should be written: "M33 7QX", or "M33" when only the district was given. */
  text: string
  district: string
  latitude: number
  longitude: number
  precision: 'postcode' | 'district'
  /** LSOA 2021, when the postcode itself is known. */
  areaCode?: string
  /** 1 (most deprived) to 10, in England. */
  deprivationDecile?: number
}

/** Why there is no place: the text has not the form of a postcode, or nothing is known of it and of its district. */
export type NoPlace = 'not-a-postcode' | 'unknown'

/**
 * Finds a place by its postcode, however it is typed; when the postcode is not known, or has no coordinates, by its district. A district
 * alone ("M33") will do too. One statement.
 */
export async function findPlace(tx: Tx, text: string): Promise<Decision<Place, NoPlace>> {
  const postcode = normalisePostcode(text)
  const district = postcode ? districtOf(postcode) : normaliseDistrict(text)
  if (!district) return refuse('not-a-postcode')
  const [found] = (await tx.query(KNOWN, [postcode ? postcodeKey(postcode) : null, district])) as [Known]
  const written = postcode ?? district
  const area = {
    ...(found.areaCode && { areaCode: found.areaCode }),
    ...(found.decile && { deprivationDecile: found.decile }),
  }
  if (found.latitude !== null && found.longitude !== null)
    return allow({
      text: written,
      district,
      latitude: found.latitude,
      longitude: found.longitude,
      precision: 'postcode',
      ...area,
    })
  if (found.districtLatitude !== null && found.districtLongitude !== null)
    return allow({
      text: written,
      district,
      latitude: found.districtLatitude,
      longitude: found.districtLongitude,
      precision: 'district',
      ...area,
    })
  return refuse('unknown')
}

interface Known {
  latitude: number | null
  longitude: number | null
  areaCode: string | null
  decile: number | null
  districtLatitude: number | null
  districtLongitude: number | null
}

const KNOWN = `
  select postcode.latitude, postcode.longitude, postcode.area_code as "areaCode", area.imd_decile as decile,
    district.latitude as "districtLatitude", district.longitude as "districtLongitude"
  from (values ($1::text, $2::text)) as asked (key, outcode)
  left join geography.postcode on postcode.key = asked.key
  left join geography.area on area.code = postcode.area_code
  left join geography.district on district.outcode = asked.outcode`
