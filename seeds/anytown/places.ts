import type { Place, PostcodeArea, Postcode, Practice, Pcn } from './places.type.ts'

/** The three postcode districts, each with its centre: used when only "ZZ2" is known. */
export const PLACES: Place[] = [
  { district: 'ZZ1', name: 'Riverside', latitude: 53.0352, longitude: -1.28 },
  { district: 'ZZ2', name: 'Hillside', latitude: 53.0512, longitude: -1.3332 },
  { district: 'ZZ3', name: 'Old Town and the Annings', latitude: 53.0603, longitude: -1.293 },
]

export const ICB = { code: 'ZZI', name: 'Anytown and the Wenlow Valley Integrated Care Board' } as const

export const PCNS: Pcn[] = [
  { code: 'ZZP01', name: 'Riverside Primary Care Network', icb: 'ZZI' },
  { code: 'ZZP02', name: 'Hillside Primary Care Network', icb: 'ZZI' },
  { code: 'ZZP03', name: 'Old Town and Villages Primary Care Network', icb: 'ZZI' },
]

/** The twelve practices. People register with the one near them, mostly. */
export const PRACTICES: Practice[] = [
  {
    code: 'ZZ0001',
    name: 'Riverside Surgery',
    address1: '2 Wharf Street',
    postcode: 'ZZ1 1AA',
    pcn: 'ZZP01',
    telephone: '01632 960000',
  },
  {
    code: 'ZZ0002',
    name: 'Basin Road Medical Centre',
    address1: '40 Basin Road',
    postcode: 'ZZ1 1AB',
    pcn: 'ZZP01',
    telephone: '01632 960002',
  },
  {
    code: 'ZZ0003',
    name: 'Mill Lane Practice',
    address1: '115 Mill Lane',
    postcode: 'ZZ1 1AG',
    pcn: 'ZZP01',
    telephone: '01632 960003',
  },
  {
    code: 'ZZ0004',
    name: 'Lockside Health Centre',
    address1: '9 Bridge Street',
    postcode: 'ZZ1 2AE',
    pcn: 'ZZP01',
    telephone: '01632 960004',
  },
  {
    code: 'ZZ0005',
    name: 'Beacon Health Centre',
    address1: '1 Beacon Square',
    postcode: 'ZZ2 1AH',
    pcn: 'ZZP02',
    telephone: '01632 960005',
  },
  {
    code: 'ZZ0006',
    name: 'Pit Top Surgery',
    address1: 'Old Lamp House, Winding House Lane',
    postcode: 'ZZ2 1AB',
    pcn: 'ZZP02',
    telephone: '01632 960006',
  },
  {
    code: 'ZZ0007',
    name: 'Quarry Road Surgery',
    address1: '78 Quarry Road',
    postcode: 'ZZ2 2AA',
    pcn: 'ZZP02',
    telephone: '01632 960007',
  },
  {
    code: 'ZZ0008',
    name: 'Hill Rise Family Practice',
    address1: '12 Hill Rise',
    postcode: 'ZZ2 2AG',
    pcn: 'ZZP02',
    telephone: '01632 960008',
  },
  {
    code: 'ZZ0009',
    name: 'Market Place Surgery',
    address1: '31 Market Place',
    postcode: 'ZZ3 1AA',
    pcn: 'ZZP03',
    telephone: '01632 960009',
  },
  {
    code: 'ZZ0010',
    name: 'Priory Medical Practice',
    address1: '6 Priory Road',
    postcode: 'ZZ3 1AG',
    pcn: 'ZZP03',
    telephone: '01632 960010',
  },
  {
    code: 'ZZ0011',
    name: 'Park Road Surgery',
    address1: '54 Park Road',
    postcode: 'ZZ3 2AA',
    pcn: 'ZZP03',
    telephone: '01632 960011',
  },
  {
    code: 'ZZ0012',
    name: 'The Annings Village Practice',
    address1: 'The Old Bakery, Main Street, Nether Anning',
    postcode: 'ZZ3 2AG',
    pcn: 'ZZP03',
    telephone: '01632 960012',
  },
]

/** Twelve neighbourhoods of about 1,600 people. Decile 1 is the tenth of England with the least, 10 with the most. */
export const AREAS: PostcodeArea[] = [
  { code: 'ZZ01000001', name: 'Anytown 001A', neighbourhood: 'Wharf', district: 'ZZ1', decile: 1 },
  { code: 'ZZ01000002', name: 'Anytown 001B', neighbourhood: 'Mill Lane', district: 'ZZ1', decile: 2 },
  { code: 'ZZ01000003', name: 'Anytown 001C', neighbourhood: 'Lock Side', district: 'ZZ1', decile: 4 },
  { code: 'ZZ01000004', name: 'Anytown 001D', neighbourhood: 'Waterside', district: 'ZZ1', decile: 6 },
  { code: 'ZZ01000005', name: 'Anytown 002A', neighbourhood: 'Pit Top', district: 'ZZ2', decile: 1 },
  { code: 'ZZ01000006', name: 'Anytown 002B', neighbourhood: 'Beacon', district: 'ZZ2', decile: 2 },
  { code: 'ZZ01000007', name: 'Anytown 002C', neighbourhood: 'Quarry Road', district: 'ZZ2', decile: 3 },
  { code: 'ZZ01000008', name: 'Anytown 002D', neighbourhood: 'Hill Rise', district: 'ZZ2', decile: 5 },
  { code: 'ZZ01000009', name: 'Anytown 003A', neighbourhood: 'Market Place', district: 'ZZ3', decile: 4 },
  { code: 'ZZ01000010', name: 'Anytown 003B', neighbourhood: 'Priory', district: 'ZZ3', decile: 7 },
  { code: 'ZZ01000011', name: 'Anytown 003C', neighbourhood: 'Park Road', district: 'ZZ3', decile: 10 },
  { code: 'ZZ01000012', name: 'Anytown 003D', neighbourhood: 'The Annings', district: 'ZZ3', decile: 8 },
]

export const POSTCODES: Postcode[] = [
  { postcode: 'ZZ1 1AA', street: 'Wharf Street', area: 'ZZ01000001', latitude: 53.0381, longitude: -1.2916 },
  { postcode: 'ZZ1 1AB', street: 'Basin Road', area: 'ZZ01000001', latitude: 53.0366, longitude: -1.2898 },
  { postcode: 'ZZ1 1AD', street: 'Coal Yard Lane', area: 'ZZ01000001', latitude: 53.0387, longitude: -1.2889 },
  { postcode: 'ZZ1 1AE', street: 'Tenter Row', area: 'ZZ01000001', latitude: 53.0361, longitude: -1.2924 },
  { postcode: 'ZZ1 1AF', street: 'Dyers Court', area: 'ZZ01000001', latitude: 53.0378, longitude: -1.2878 },
  { postcode: 'ZZ1 1AG', street: 'Mill Lane', area: 'ZZ01000002', latitude: 53.0418, longitude: -1.2849 },
  { postcode: 'ZZ1 1AH', street: 'Spinners Row', area: 'ZZ01000002', latitude: 53.0403, longitude: -1.2831 },
  { postcode: 'ZZ1 1AJ', street: 'Bobbin Street', area: 'ZZ01000002', latitude: 53.0424, longitude: -1.2822 },
  { postcode: 'ZZ1 1AL', street: 'Albion Terrace', area: 'ZZ01000002', latitude: 53.0398, longitude: -1.2857 },
  { postcode: 'ZZ1 1AN', street: 'Chapel Walk', area: 'ZZ01000002', latitude: 53.0415, longitude: -1.2811 },
  { postcode: 'ZZ1 2AA', street: 'Lock Side', area: 'ZZ01000003', latitude: 53.0337, longitude: -1.2783 },
  { postcode: 'ZZ1 2AB', street: 'Towpath Road', area: 'ZZ01000003', latitude: 53.0322, longitude: -1.2765 },
  { postcode: 'ZZ1 2AD', street: 'Keepers Way', area: 'ZZ01000003', latitude: 53.0343, longitude: -1.2756 },
  { postcode: 'ZZ1 2AE', street: 'Bridge Street', area: 'ZZ01000003', latitude: 53.0317, longitude: -1.2791 },
  { postcode: 'ZZ1 2AF', street: 'Heron Close', area: 'ZZ01000003', latitude: 53.0334, longitude: -1.2745 },
  { postcode: 'ZZ1 2AG', street: 'Waterside Avenue', area: 'ZZ01000004', latitude: 53.0296, longitude: -1.2695 },
  { postcode: 'ZZ1 2AH', street: 'Willow Holt', area: 'ZZ01000004', latitude: 53.0281, longitude: -1.2677 },
  { postcode: 'ZZ1 2AJ', street: 'Kingfisher Drive', area: 'ZZ01000004', latitude: 53.0302, longitude: -1.2668 },
  { postcode: 'ZZ1 2AL', street: 'Reedmace Way', area: 'ZZ01000004', latitude: 53.0276, longitude: -1.2703 },
  { postcode: 'ZZ1 2AN', street: 'Station Approach', area: 'ZZ01000004', latitude: 53.0293, longitude: -1.2657 },
  { postcode: 'ZZ2 1AA', street: 'Pit Top', area: 'ZZ01000005', latitude: 53.05, longitude: -1.3473 },
  { postcode: 'ZZ2 1AB', street: 'Winding House Lane', area: 'ZZ01000005', latitude: 53.0485, longitude: -1.3455 },
  { postcode: 'ZZ2 1AD', street: 'Lamp Row', area: 'ZZ01000005', latitude: 53.0506, longitude: -1.3446 },
  { postcode: 'ZZ2 1AE', street: 'Seam Street', area: 'ZZ01000005', latitude: 53.048, longitude: -1.3481 },
  { postcode: 'ZZ2 1AF', street: 'Davy Close', area: 'ZZ01000005', latitude: 53.0497, longitude: -1.3435 },
  { postcode: 'ZZ2 1AG', street: 'Beacon Road', area: 'ZZ01000006', latitude: 53.0534, longitude: -1.3362 },
  { postcode: 'ZZ2 1AH', street: 'Beacon Square', area: 'ZZ01000006', latitude: 53.0519, longitude: -1.3344 },
  { postcode: 'ZZ2 1AJ', street: 'Larch Avenue', area: 'ZZ01000006', latitude: 53.054, longitude: -1.3335 },
  { postcode: 'ZZ2 1AL', street: 'Rowan Avenue', area: 'ZZ01000006', latitude: 53.0514, longitude: -1.337 },
  { postcode: 'ZZ2 1AN', street: 'Hazel Grove', area: 'ZZ01000006', latitude: 53.0531, longitude: -1.3324 },
  { postcode: 'ZZ2 2AA', street: 'Quarry Road', area: 'ZZ01000007', latitude: 53.0459, longitude: -1.3278 },
  { postcode: 'ZZ2 2AB', street: 'Limekiln Lane', area: 'ZZ01000007', latitude: 53.0444, longitude: -1.326 },
  { postcode: 'ZZ2 2AD', street: 'Gritstone Way', area: 'ZZ01000007', latitude: 53.0465, longitude: -1.3251 },
  { postcode: 'ZZ2 2AE', street: 'Mason Street', area: 'ZZ01000007', latitude: 53.0439, longitude: -1.3286 },
  { postcode: 'ZZ2 2AF', street: 'Stoneyard Close', area: 'ZZ01000007', latitude: 53.0456, longitude: -1.324 },
  { postcode: 'ZZ2 2AG', street: 'Hill Rise', area: 'ZZ01000008', latitude: 53.0577, longitude: -1.3257 },
  { postcode: 'ZZ2 2AH', street: 'Skylark Way', area: 'ZZ01000008', latitude: 53.0562, longitude: -1.3239 },
  { postcode: 'ZZ2 2AJ', street: 'Top Meadow', area: 'ZZ01000008', latitude: 53.0583, longitude: -1.323 },
  { postcode: 'ZZ2 2AL', street: 'Orchard View', area: 'ZZ01000008', latitude: 53.0557, longitude: -1.3265 },
  { postcode: 'ZZ2 2AN', street: 'School Lane', area: 'ZZ01000008', latitude: 53.0574, longitude: -1.3219 },
  { postcode: 'ZZ3 1AA', street: 'Market Place', area: 'ZZ01000009', latitude: 53.0503, longitude: -1.3032 },
  { postcode: 'ZZ3 1AB', street: 'Sheep Street', area: 'ZZ01000009', latitude: 53.0488, longitude: -1.3014 },
  { postcode: 'ZZ3 1AD', street: 'Corn Hill', area: 'ZZ01000009', latitude: 53.0509, longitude: -1.3005 },
  { postcode: 'ZZ3 1AE', street: 'Saddlers Yard', area: 'ZZ01000009', latitude: 53.0483, longitude: -1.304 },
  { postcode: 'ZZ3 1AF', street: 'Church Lane', area: 'ZZ01000009', latitude: 53.05, longitude: -1.2994 },
  { postcode: 'ZZ3 1AG', street: 'Priory Road', area: 'ZZ01000010', latitude: 53.0562, longitude: -1.2978 },
  { postcode: 'ZZ3 1AH', street: 'Abbots Way', area: 'ZZ01000010', latitude: 53.0547, longitude: -1.296 },
  { postcode: 'ZZ3 1AJ', street: 'Cloister Gardens', area: 'ZZ01000010', latitude: 53.0568, longitude: -1.2951 },
  { postcode: 'ZZ3 1AL', street: 'Almond Road', area: 'ZZ01000010', latitude: 53.0542, longitude: -1.2986 },
  { postcode: 'ZZ3 1AN', street: 'Library Street', area: 'ZZ01000010', latitude: 53.0559, longitude: -1.294 },
  { postcode: 'ZZ3 2AA', street: 'Park Road', area: 'ZZ01000011', latitude: 53.0624, longitude: -1.3069 },
  { postcode: 'ZZ3 2AB', street: 'The Crescent', area: 'ZZ01000011', latitude: 53.0609, longitude: -1.3051 },
  { postcode: 'ZZ3 2AD', street: 'Bowling Green Lane', area: 'ZZ01000011', latitude: 53.063, longitude: -1.3042 },
  { postcode: 'ZZ3 2AE', street: 'Pavilion Drive', area: 'ZZ01000011', latitude: 53.0604, longitude: -1.3077 },
  { postcode: 'ZZ3 2AF', street: 'Linden Avenue', area: 'ZZ01000011', latitude: 53.0621, longitude: -1.3031 },
  {
    postcode: 'ZZ3 2AG',
    street: 'Main Street, Nether Anning',
    area: 'ZZ01000012',
    latitude: 53.0731,
    longitude: -1.2679,
  },
  { postcode: 'ZZ3 2AH', street: 'Ford Lane, Nether Anning', area: 'ZZ01000012', latitude: 53.071, longitude: -1.2647 },
  { postcode: 'ZZ3 2AJ', street: 'Back Lane, Over Anning', area: 'ZZ01000012', latitude: 53.0791, longitude: -1.2608 },
  { postcode: 'ZZ3 2AL', street: 'Mill Hill, Over Anning', area: 'ZZ01000012', latitude: 53.081, longitude: -1.2634 },
  { postcode: 'ZZ3 2AN', street: 'Green End, Over Anning', area: 'ZZ01000012', latitude: 53.0799, longitude: -1.257 },
]

const postcodesByText = new Map(POSTCODES.map((postcode) => [postcode.postcode, postcode]))

/** The row of an Anytown postcode; throws when a seed names one that is not in the town. */
export function getPostcode(text: string): Postcode {
  const postcode = postcodesByText.get(text)
  if (!postcode) throw new Error(`Anytown has no postcode ${text}`)
  return postcode
}
