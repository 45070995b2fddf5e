import type { District } from './places.type.ts'

export type Member = {
  key: string
  name: string
  roles: ('link_worker' | 'team_manager' | 'safeguarding_lead')[]
  email: string
  telephone: string
  languages: string[]
  hoursPerWeek: number
  /** What colleagues know them for. */
  about: string
}

export type Team = {
  key: string
  name: string
  /** What the place calls its link workers. */
  localTitle: { one: string; many: string }
  organisation: string
  about: string
  covers: { practices: string[]; districts: District[] }
  criteria: { welcome: string[]; notFor: { who: string; nextBest: string }[] }
  howToRefer: string[]
  minimumAge: number
  usualWaitWorkingDays: number
  intake: { state: 'open' } | { state: 'paused'; reason: string; untilInDays: number; meanwhile: string }
  /** For each whole-time link worker: people at one time above which the team is full, and people in a year. */
  capacity: { openNow: number; peoplePerYear: number }
  telephone: string
  email: string
  languages: string[]
  members: Member[]
}

/** Market Place Surgery is covered by two teams, so a pause in one is not a dead end. */
export const TEAMS: Team[] = [
  {
    key: 'riverside',
    name: 'Riverside link workers',
    localTitle: { one: 'link worker', many: 'link workers' },
    organisation: 'ZZP01',
    about:
      'Three link workers who sit in the four Riverside practices and walk people to the first group if that helps. Most people see us five or six times over three months.',
    covers: { practices: ['ZZ0001', 'ZZ0002', 'ZZ0003', 'ZZ0004'], districts: ['ZZ1'] },
    criteria: {
      welcome: [
        'Adults of 18 and over who live in ZZ1 or are with a Riverside practice',
        'People who feel lonely, low, worried or stuck, or who carry too much at once',
        'People with money, housing or family trouble that weighs on their health',
        'People who have no GP, or no papers',
      ],
      notFor: [
        {
          who: 'Someone in danger or in crisis today',
          nextBest: 'Ring 999 or 111. The Haven at Station House is open every evening from 6pm.',
        },
        {
          who: 'Children and young people under 18',
          nextBest: 'The family hubs at Willow Holt and Larch Avenue see families with children up to 19.',
        },
        {
          who: 'A care package, or help with washing and dressing',
          nextBest: 'Ring adult social care at the council on 01632 960204.',
        },
      ],
    },
    howToRefer: [
      'Use the form here: it takes about a minute if you are signed in.',
      'Anyone may ask for themselves, or for someone they care for.',
      'No internet? Ring us and we fill in the form with you.',
    ],
    minimumAge: 18,
    usualWaitWorkingDays: 6,
    intake: { state: 'open' },
    capacity: { openNow: 50, peoplePerYear: 250 },
    telephone: '01632 960220',
    email: 'riverside-link-workers@example.org',
    languages: ['en', 'hi', 'ml', 'so', 'ar'],
    members: [
      {
        key: 'priya-nair',
        name: 'Priya Nair',
        roles: ['link_worker'],
        email: 'p.nair@example.org',
        telephone: '01632 960221',
        languages: ['en', 'hi', 'ml'],
        hoursPerWeek: 37.5,
        about: 'Was a ward sister. Knows every choir in town and sings in two.',
      },
      {
        key: 'tom-bradshaw',
        name: 'Tom Bradshaw',
        roles: ['link_worker'],
        email: 't.bradshaw@example.org',
        telephone: '01632 960222',
        languages: ['en', 'bfi'],
        hoursPerWeek: 37.5,
        about: 'Grew up on Basin Road with Deaf parents. Steers the canal boat on Saturdays.',
      },
      {
        key: 'halima-yusuf',
        name: 'Halima Yusuf',
        roles: ['link_worker'],
        email: 'h.yusuf@example.org',
        telephone: '01632 960223',
        languages: ['en', 'so', 'ar'],
        hoursPerWeek: 22.5,
        about: 'Works school hours. People bring her letters that they have been afraid to open.',
      },
      {
        key: 'denise-whitlock',
        name: 'Denise Whitlock',
        roles: ['team_manager', 'safeguarding_lead'],
        email: 'd.whitlock@example.org',
        telephone: '01632 960224',
        languages: ['en'],
        hoursPerWeek: 37.5,
        about: 'Thirty years in the NHS. Guards her team’s lunch break.',
      },
    ],
  },
  {
    key: 'hillside',
    name: 'Hillside community connectors',
    localTitle: { one: 'community connector', many: 'community connectors' },
    organisation: 'ZZC01',
    about:
      'We are based in the Beacon Centre, and are out on the estate more than in it. We come to your home, meet you in the café, or walk the dog with you.',
    covers: { practices: ['ZZ0005', 'ZZ0006', 'ZZ0007', 'ZZ0008', 'ZZ0009'], districts: ['ZZ2'] },
    criteria: {
      welcome: [
        'Anyone of 16 and over in ZZ2, or with a Hillside practice or Market Place Surgery',
        'People who live alone, are out of work, or are newly ill',
        'People coming home from hospital or prison',
        'People who have been turned away elsewhere: try us',
      ],
      notFor: [
        {
          who: 'Urgent mental health needs',
          nextBest: 'Ring 111 and choose mental health. The Haven is open every evening from 6pm.',
        },
        {
          who: 'Debt advice on its own',
          nextBest: 'Anytown Advice sees people without an appointment, Fridays at the Beacon Centre.',
        },
        {
          who: 'Someone who has said no',
          nextBest: 'Give them our leaflet. We are there when they change their mind.',
        },
      ],
    },
    howToRefer: [
      'Use the form here, or ring.',
      'People may walk into the Beacon Centre on any weekday and ask for a connector.',
      'Firefighters, housing officers, schools and shops refer to us too.',
    ],
    minimumAge: 16,
    usualWaitWorkingDays: 9,
    intake: { state: 'open' },
    capacity: { openNow: 50, peoplePerYear: 220 },
    telephone: '01632 960230',
    email: 'connectors@example.org',
    languages: ['en', 'pl', 'ur', 'pa'],
    members: [
      {
        key: 'marek-zielinski',
        name: 'Marek Zieliński',
        roles: ['link_worker'],
        email: 'm.zielinski@example.org',
        telephone: '01632 960231',
        languages: ['en', 'pl'],
        hoursPerWeek: 37.5,
        about: 'Drove the 23 bus for eleven years. Half of Hillside still calls him Driver.',
      },
      {
        key: 'shanice-campbell',
        name: 'Shanice Campbell',
        roles: ['link_worker'],
        email: 's.campbell@example.org',
        telephone: '01632 960232',
        languages: ['en'],
        hoursPerWeek: 30,
        about: 'Former youth worker. Good with parents of teenagers, and with teenagers.',
      },
      {
        key: 'joe-hartley',
        name: 'Joe Hartley',
        roles: ['link_worker'],
        email: 'j.hartley@example.org',
        telephone: '01632 960233',
        languages: ['en'],
        hoursPerWeek: 37.5,
        about: 'Left the army after fifteen years. Talks best while walking.',
      },
      {
        key: 'rukhsana-malik',
        name: 'Rukhsana Malik',
        roles: ['team_manager', 'safeguarding_lead'],
        email: 'r.malik@example.org',
        telephone: '01632 960234',
        languages: ['en', 'ur', 'pa'],
        hoursPerWeek: 37.5,
        about: 'Set up the centre’s first warm room with a kettle and twelve chairs.',
      },
    ],
  },
  {
    key: 'villages',
    name: 'Old Town and Annings village agents',
    localTitle: { one: 'village agent', many: 'village agents' },
    organisation: 'ZZL01',
    about:
      'Two agents for the Old Town and the villages, one of them always on the road. We know who has a spare seat on a Tuesday, and who makes the best marmalade.',
    covers: { practices: ['ZZ0009', 'ZZ0010', 'ZZ0011', 'ZZ0012'], districts: ['ZZ3'] },
    criteria: {
      welcome: [
        'Adults of 18 and over in ZZ3, or with one of its four practices',
        'Older people who would like to stay in their own home',
        'Carers, and people far from a bus',
        'Farming families',
      ],
      notFor: [
        {
          who: 'Someone in danger or in crisis today',
          nextBest: 'Ring 999 or 111. Farming families can ring Valley Farmers’ Line.',
        },
        {
          who: 'People who live in ZZ1 or ZZ2 with a practice there',
          nextBest: 'The Riverside link workers or the Hillside community connectors.',
        },
        { who: 'Transport on its own', nextBest: 'Ring Anytown Community Transport on 01632 960163.' },
      ],
    },
    howToRefer: [
      'Use the form here, ring, or tell us at the village hall.',
      'You may ask for a neighbour if they say yes.',
    ],
    minimumAge: 18,
    usualWaitWorkingDays: 15,
    intake: {
      state: 'paused',
      untilInDays: 24,
      reason:
        'Two agents are doing the work of three until our new colleague starts. We would sooner say so than keep people waiting.',
      meanwhile:
        'With Market Place Surgery? The Hillside community connectors will see you. Anyone else in ZZ3 may ring us for a word, and Age Well Anytown helps people over 60.',
    },
    capacity: { openNow: 50, peoplePerYear: 200 },
    telephone: '01632 960240',
    email: 'village-agents@example.org',
    languages: ['en', 'cy'],
    members: [
      {
        key: 'bryony-tucker',
        name: 'Bryony Tucker',
        roles: ['link_worker'],
        email: 'b.tucker@example.org',
        telephone: '01632 960241',
        languages: ['en'],
        hoursPerWeek: 37.5,
        about: 'A farmer’s daughter with wellingtons in the boot and a list in every pocket.',
      },
      {
        key: 'alun-price',
        name: 'Alun Price',
        roles: ['link_worker'],
        email: 'a.price@example.org',
        telephone: '01632 960242',
        languages: ['en', 'cy'],
        hoursPerWeek: 30,
        about: 'Retired head teacher who did not take to retirement.',
      },
      {
        key: 'caroline-ashworth',
        name: 'Caroline Ashworth',
        roles: ['team_manager', 'safeguarding_lead'],
        email: 'c.ashworth@example.org',
        telephone: '01632 960243',
        languages: ['en', 'fr'],
        hoursPerWeek: 37.5,
        about: 'Paused the intake, and told every practice herself why.',
      },
    ],
  },
]
