/**
 * What a person may need help with, in words that people use themselves. The same codes sort services, reasons for a
 * referral and unmet need, so that "asked for" and "found" can be counted against each other. Codes are stable.
 */
export const NEEDS = {
  loneliness: { label: 'Feeling lonely', description: 'More company, or someone to talk to.' },
  bereavement: { label: 'Grief', description: 'Someone you love has died, lately or long ago.' },
  'low-mood': { label: 'Feeling low', description: 'Feeling sad, flat or without hope much of the time.' },
  worry: { label: 'Worry and stress', description: 'Worry, panic or stress that gets in the way of your day.' },
  memory: { label: 'Memory', description: 'Trouble remembering, or living with dementia.' },
  money: { label: 'Money', description: 'Making ends meet, benefits and bills.' },
  debt: { label: 'Debt', description: 'Owing money that is hard to pay back.' },
  housing: { label: 'Housing', description: 'Finding, keeping or mending a home.' },
  food: { label: 'Food', description: 'Having enough good food to eat.' },
  'fuel-and-warmth': { label: 'Keeping warm', description: 'Heating, gas and electricity, and a warm place to be.' },
  work: { label: 'Work', description: 'Finding a job, keeping one or going back to one.' },
  learning: { label: 'Learning', description: 'Reading, numbers, a new skill or a course.' },
  digital: { label: 'Getting online', description: 'Using a phone, a tablet or the internet.' },
  caring: { label: 'Looking after someone', description: 'Caring for someone who could not manage without you.' },
  family: { label: 'Family and children', description: 'Having a baby, bringing up children, family life.' },
  relationships: { label: 'Relationships', description: 'Getting on with a partner, family or friends.' },
  safety: { label: 'Feeling safe', description: 'Being hurt, controlled, cheated or afraid.' },
  addiction: {
    label: 'Drink, drugs or gambling',
    description: 'A habit that is hard to stop, yours or of someone close.',
  },
  'moving-more': { label: 'Moving more', description: 'Walking, sport, dance and staying steady.' },
  'weight-and-eating': { label: 'Weight and eating', description: 'Eating well, and feeling better about weight.' },
  'long-term-condition': {
    label: 'Living with an illness',
    description: 'A condition that stays, such as diabetes, asthma or stroke.',
  },
  pain: { label: 'Pain', description: 'Pain that goes on for months.' },
  disability: { label: 'Disability', description: 'Living with a disability, sight loss, hearing loss or autism.' },
  'getting-about': { label: 'Getting about', description: 'Transport, and the confidence to go out.' },
  nature: { label: 'Nature', description: 'Gardens, water, woods and animals.' },
  'arts-and-making': { label: 'Arts and making', description: 'Singing, sewing, painting, mending and more.' },
  'faith-and-culture': { label: 'Faith and culture', description: 'Faith, traditions and people who share them.' },
  newcomers: { label: 'New to the area', description: 'New to this town or this country.' },
  language: { label: 'Language', description: 'Learning English, or help in another language.' },
  volunteering: { label: 'Volunteering', description: 'Giving time, and being needed.' },
  'legal-rights': { label: 'Rights and the law', description: 'Benefits appeals, immigration and legal advice.' },
  'older-life': { label: 'Growing older', description: 'Living well and staying at home in later life.' },
  veterans: { label: 'Armed forces', description: 'People who served, and their families.' },
  lgbtq: {
    label: 'LGBTQ+',
    description: 'Lesbian, gay, bisexual, trans and queer people, and those who are not sure.',
  },
} as const satisfies Record<string, { label: string; description: string }>

export type Need = keyof typeof NEEDS

/** True when a text from outside is one of our need codes. */
export function isNeed(code: string): code is Need {
  return Object.hasOwn(NEEDS, code)
}
