export type District = 'ZZ1' | 'ZZ2' | 'ZZ3'

export type Place = { district: District; name: string; latitude: number; longitude: number }

export type Pcn = { code: string; name: string; icb: string }

/** Telephones of organisations are written as people read them ("01632 960000"); those of people without a space. */
export type Practice = {
  code: string
  name: string
  address1: string
  postcode: string
  pcn: string
  telephone: string
}

/** Shaped like a lower layer super output area. Decile of deprivation from 1 (most deprived) to 10 (least). */
export type PostcodeArea = { code: string; name: string; neighbourhood: string; district: District; decile: number }

export type Postcode = { postcode: string; street: string; area: string; latitude: number; longitude: number }
