import type { Community } from './names.ts'
import type { District } from './places.type.ts'

type Weighted = readonly (readonly [string, number])[]

export type CommunityFacts = {
  /** Share of the people of each district, in hundredths or so. */
  share: Record<District, number>
  /** 2001 census codes with weights. */
  ethnicity: Weighted
  languages: { older: Weighted; younger: Weighted }
  /** No one of a young community is older than this. */
  oldest?: number
}

const ENGLISH_ONLY = { older: [['en', 1]], younger: [['en', 1]] } as const

/** Who lives in Anytown: the mill and the canal brought people to Riverside, the pit to Hillside. */
export const COMMUNITIES: Record<Community, CommunityFacts> = {
  english: {
    share: { ZZ1: 46, ZZ2: 76, ZZ3: 84 },
    ethnicity: [
      ['A', 96],
      ['D', 1.5],
      ['F', 1],
      ['G', 1.5],
    ],
    languages: ENGLISH_ONLY,
  },
  irish: {
    share: { ZZ1: 2, ZZ2: 2, ZZ3: 3 },
    ethnicity: [
      ['B', 3],
      ['A', 1],
    ],
    languages: ENGLISH_ONLY,
  },
  polish: {
    share: { ZZ1: 5, ZZ2: 7, ZZ3: 2 },
    ethnicity: [['C', 1]],
    languages: {
      older: [
        ['pl', 3],
        ['en', 2],
      ],
      younger: [
        ['en', 3],
        ['pl', 2],
      ],
    },
  },
  romanian: {
    share: { ZZ1: 3, ZZ2: 2, ZZ3: 0.5 },
    ethnicity: [['C', 1]],
    languages: {
      older: [
        ['ro', 4],
        ['en', 1],
      ],
      younger: [
        ['ro', 1],
        ['en', 1],
      ],
    },
    oldest: 66,
  },
  punjabi: {
    share: { ZZ1: 9, ZZ2: 2, ZZ3: 2 },
    ethnicity: [['H', 1]],
    languages: {
      older: [
        ['pa', 1],
        ['en', 2],
      ],
      younger: [['en', 1]],
    },
  },
  gujarati: {
    share: { ZZ1: 4, ZZ2: 1, ZZ3: 2 },
    ethnicity: [['H', 1]],
    languages: {
      older: [
        ['gu', 1],
        ['en', 3],
      ],
      younger: [['en', 1]],
    },
  },
  pakistani: {
    share: { ZZ1: 10, ZZ2: 2, ZZ3: 1 },
    ethnicity: [['J', 1]],
    languages: {
      older: [
        ['ur', 2],
        ['pa', 1],
        ['en', 3],
      ],
      younger: [
        ['en', 8],
        ['ur', 1],
      ],
    },
  },
  bangladeshi: {
    share: { ZZ1: 4, ZZ2: 0.5, ZZ3: 0.3 },
    ethnicity: [['K', 1]],
    languages: {
      older: [
        ['bn', 1],
        ['en', 1],
      ],
      younger: [['en', 1]],
    },
  },
  caribbean: {
    share: { ZZ1: 5, ZZ2: 2, ZZ3: 1 },
    ethnicity: [
      ['M', 4],
      ['D', 1],
    ],
    languages: ENGLISH_ONLY,
  },
  nigerian: {
    share: { ZZ1: 3, ZZ2: 1.5, ZZ3: 1 },
    ethnicity: [
      ['N', 6],
      ['E', 1],
    ],
    languages: ENGLISH_ONLY,
  },
  ghanaian: { share: { ZZ1: 1.5, ZZ2: 1, ZZ3: 0.5 }, ethnicity: [['N', 1]], languages: ENGLISH_ONLY },
  somali: {
    share: { ZZ1: 2.5, ZZ2: 0.5, ZZ3: 0.1 },
    ethnicity: [['N', 1]],
    languages: {
      older: [
        ['so', 3],
        ['en', 1],
      ],
      younger: [
        ['en', 2],
        ['so', 1],
      ],
    },
    oldest: 78,
  },
  chinese: {
    share: { ZZ1: 1, ZZ2: 0.5, ZZ3: 1.5 },
    ethnicity: [['R', 1]],
    languages: {
      older: [
        ['yue', 1],
        ['en', 1],
      ],
      younger: [['en', 1]],
    },
  },
  arab: {
    share: { ZZ1: 2.5, ZZ2: 0.5, ZZ3: 0.2 },
    ethnicity: [['S', 1]],
    languages: {
      older: [
        ['ar', 4],
        ['en', 1],
      ],
      younger: [
        ['ar', 1],
        ['en', 1],
      ],
    },
    oldest: 74,
  },
  ukrainian: {
    share: { ZZ1: 1, ZZ2: 0.5, ZZ3: 0.7 },
    ethnicity: [['C', 1]],
    languages: {
      older: [
        ['uk', 4],
        ['en', 1],
      ],
      younger: [
        ['uk', 2],
        ['en', 1],
      ],
    },
    oldest: 80,
  },
  traveller: { share: { ZZ1: 1, ZZ2: 0.5, ZZ3: 0.2 }, ethnicity: [['C', 1]], languages: ENGLISH_ONLY },
}
