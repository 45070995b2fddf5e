import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { idFrom } from '#platform/ids.ts'

const A_PAGE = 500

/**
 * Writes an Open Referral UK 3.0 feed of invented services as files of 500, and answers their folder. The same count gives
 * the same feed. As in real ones: three services to a group, four to a place, one in fifty with an id that is no UUID.
 */
export function writeFeed(folder: string, count: number): string {
  mkdirSync(folder, { recursive: true })
  for (let from = 0; from < count; from += A_PAGE) {
    const services = Array.from({ length: Math.min(A_PAGE, count - from) }, (_, n) => serviceOf(from + n))
    const name = `services-${String(from / A_PAGE + 1).padStart(4, '0')}.json`
    writeFileSync(join(folder, name), JSON.stringify({ services }))
  }
  return folder
}

function serviceOf(n: number) {
  const group = Math.floor(n / 3)
  const place = Math.floor(n / 4)
  const [activity, kind, area] = [pick(ACTIVITIES, n * 7), pick(KINDS, n), pick(AREAS, Math.floor(n / 40))]
  return {
    id: n % 50 === 17 ? `bench-${n}` : uuid('service', n),
    organization_id: uuid('group', group),
    name: `${area} ${activity} ${kind} ${n}`,
    description: `We meet in ${area} and start with a cup of tea. ${activity} is what we do, and nobody has to be good at it.\n\n${pick(ASIDES, n)} ${pick(ASIDES, n + 2)} Come as you are, and bring a friend if you like. Ring ${area} ${activity} first if you are not sure: somebody will tell you how to find the door, and stay with you the first time.\n\n# What to bring\n\n* something to drink\n* shoes you can walk in`,
    url: `https://example.org/services/${n}`,
    email: 'hello@example.org',
    status: 'active',
    fees: pick(['Free', '£3 a session', 'By donation'], n),
    minimum_age: pick([0, 16, 18, 50], n),
    assured_date: '2026-03-01',
    last_modified: '2026-03-01T09:30:00Z',
    schedules: [
      {
        id: uuid('schedule', n),
        freq: 'WEEKLY',
        interval: 1,
        byday: pick(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], n),
        opens_at: '10:00',
        closes_at: '12:00',
        service_at_location_id: uuid('at', n),
      },
    ],
    service_areas: [{ id: uuid('area', n), name: area, extent: 'E09000018', extent_type: 'text' }],
    service_at_locations: [
      {
        id: uuid('at', n),
        location: {
          id: uuid('place', place),
          location_type: 'physical',
          name: `${area} Hall ${place}`,
          latitude: 53 + (place % 1000) / 5_000,
          longitude: -1.3 + (place % 997) / 5_000,
          addresses: [
            {
              id: uuid('address', place),
              address_1: `${place} Chapel Lane`,
              city: 'Anytown',
              state_province: 'Anyshire',
              postal_code: 'ZZ1 1AA',
              country: 'GB',
              address_type: 'physical',
            },
          ],
          accessibility: [{ id: uuid('access', place), description: 'The hall has a ramp and a hearing loop.' }],
        },
      },
    ],
    languages: [{ id: uuid('language', n), code: 'en' }],
    organization: {
      id: uuid('group', group),
      name: `${area} ${activity} association ${group}`,
      description: `We bring people in ${area} together.`,
      website: `https://example.org/groups/${group}`,
    },
    cost_options: n % 3 === 1 ? [{ id: uuid('cost', n), amount: 3, currency: 'GBP', option: 'a session' }] : [],
    contacts: [
      {
        id: uuid('contact', n),
        title: 'Secretary',
        phones: [{ id: uuid('phone', n), number: `01632 960${String(n % 1000).padStart(3, '0')}` }],
      },
    ],
    attributes: [
      {
        id: uuid('attribute', n),
        link_type: 'service',
        taxonomy_term: { id: uuid('term', n % 40), name: activity, description: activity },
      },
    ],
  }
}

const uuid = (kind: string, n: number) => idFrom('bench feed', kind, String(n))
const pick = <T>(some: readonly T[], n: number): T => some[n % some.length]!

const ACTIVITIES =
  'Singing,Walking,Gardening,Cooking,Mending,Painting,Chess,Reading,Swimming,Dancing,Knitting,Fishing,Poetry,Cycling,Bowls,Photography,Woodwork,Pottery,Yoga,Football,Debt advice,Housing advice,Bereavement support,Befriending,Digital skills,English conversation,Food pantry,Warm space,Quiz,Drama,Lunch'.split(
    ',',
  )
const KINDS = ['group', 'club', 'circle', 'morning', 'drop-in', 'afternoon', 'class', 'table']
const AREAS =
  'Abbotsfield,Birchgate,Clayhill,Dalebrook,Eastwood,Friarsbank,Highcross,Ironside,Jubileewell,Kingsgreen,Longfield,Moorgate,Northill,Oldbrook,Priorywood,Quarrybank,Redcross,Southgreen,Templeside'.split(
    ',',
  )
const ASIDES = [
  'Bring nothing but yourself.',
  'There is a small charge for the room.',
  'Volunteers drive people who live further out.',
  'Carers are welcome to stay.',
  'We stop in August.',
  'Some of us come for the biscuits.',
  'There is a bus every half hour.',
]
