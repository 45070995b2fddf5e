import type { Context } from '#platform/context.ts'
import {
  saveAreas,
  saveDistricts,
  saveIcbs,
  savePcns,
  savePostcodes,
  savePractices,
} from '#foundations/geography/index.ts'
import { AREAS, ICB, PCNS, PLACES, POSTCODES, PRACTICES } from './places.ts'

/** Districts, areas, postcodes, networks and practices of the town, among whatever real ones are loaded. */
export const loadPlaces = (ctx: Context): Promise<void> =>
  ctx.transaction(async (tx) => {
    await saveDistricts(
      tx,
      PLACES.map(({ district, name, ...point }) => ({ outcode: district, town: `${name}, Anytown`, ...point })),
    )
    await saveAreas(
      tx,
      AREAS.map(({ code, name, decile }) => ({ code, name, imdDecile: decile, localAuthorityName: 'Anytown' })),
    )
    await savePostcodes(
      tx,
      POSTCODES.map(({ postcode, area, latitude, longitude }) => ({ postcode, areaCode: area, latitude, longitude })),
    )
    await saveIcbs(tx, [{ code: ICB.code, name: ICB.name }])
    await savePcns(
      tx,
      PCNS.map(({ code, name, icb }) => ({ code, name, subIcbCode: icb, icbCode: icb })),
    )
    await savePractices(
      tx,
      PRACTICES.map(({ code, name, postcode, address1, pcn }) => ({
        code,
        name,
        postcode,
        address: `${address1}, Anytown`,
        pcnCode: pcn,
        pcnName: PCNS.find((p) => p.code === pcn)!.name,
        icbCode: ICB.code,
        gpPractice: true,
        open: true,
      })),
    )
  })
