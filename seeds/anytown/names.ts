import type { Random } from './random.ts'

/** Communities whose names are drawn together: not the ethnic category that a person states, but close to it. */
export const COMMUNITY_KEYS = [
  'english',
  'irish',
  'polish',
  'romanian',
  'punjabi',
  'gujarati',
  'pakistani',
  'bangladeshi',
  'caribbean',
  'nigerian',
  'ghanaian',
  'somali',
  'chinese',
  'arab',
  'ukrainian',
  'traveller',
] as const

export type Community = (typeof COMMUNITY_KEYS)[number]

type Pool = { female: string; male: string; family: string }

/** What the English called their daughters and sons, by the year from which the names were usual. */
const ENGLISH_COHORTS = [
  {
    since: 0,
    female:
      'Joan Margaret Dorothy Jean Sheila Barbara Audrey Doreen Joyce Brenda Betty Beryl Maureen Eileen Edna Hilda',
    male: 'John Ronald Kenneth Derek Dennis Raymond Stanley Norman Leslie Harold Gordon Albert Cyril Frank Ernest Arthur',
  },
  {
    since: 1946,
    female:
      'Susan Christine Linda Carol Patricia Janet Ann Jacqueline Gillian Pauline Sandra Kathleen Hilary Lesley Marion Valerie',
    male: 'David Michael Peter Alan Robert Graham Roger Keith Brian Trevor Barry Colin Geoffrey Malcolm Clive Nigel',
  },
  {
    since: 1964,
    female:
      'Tracey Karen Julie Deborah Sharon Alison Jane Helen Nicola Michelle Amanda Joanne Dawn Lisa Samantha Beverley',
    male: 'Paul Mark Andrew Stephen Gary Kevin Ian Neil Darren Wayne Simon Jason Craig Stuart Carl Dean',
  },
  {
    since: 1980,
    female: 'Sarah Claire Emma Gemma Laura Kelly Rebecca Natalie Stacey Kirsty Hayley Leanne Rachel Donna Zoe Victoria',
    male: 'Lee Christopher Daniel Matthew James Adam Ryan Luke Scott Gareth Jamie Ben Shaun Nathan Liam Ashley',
  },
  {
    since: 1994,
    female:
      'Chloe Jessica Megan Bethany Olivia Georgia Ellie Jade Amy Caitlin Abigail Paige Molly Lauren Shannon Holly',
    male: 'Jack Thomas Joshua Callum Jordan Connor Kieran Harry Lewis George Alfie Reece Brandon Oliver Tyler Charlie',
  },
] as const

const ENGLISH_FAMILIES =
  'Ashworth Barker Bradley Burrows Chadwick Clay Cartwright Dakin Draper Eaton Fearn Fletcher Fowler Gregory Hallam Hardwick Hickman Holmes Hooton Ibbotson Jessop Kirk Lomas Marriott Meakin Naylor Oldham Peach Pickering Rawson Redfern Sims Shardlow Slater Spencer Taylor Towle Turton Wagstaff Walker Wheatley Whysall Wright Yates'

const POOLS: Record<Exclude<Community, 'english'>, Pool> = {
  irish: {
    female: 'Siobhan Bernadette Mary Noreen Aoife Ciara Teresa Bridie',
    male: 'Sean Patrick Declan Brendan Eamonn Conor Michael Niall',
    family: 'Brennan Byrne Doyle Gallagher Kavanagh Nolan Quinn Sweeney',
  },
  polish: {
    female: 'Agnieszka Katarzyna Ewa Magdalena Zofia Danuta Beata Iwona',
    male: 'Piotr Tomasz Krzysztof Paweł Grzegorz Andrzej Jakub Wojciech',
    family: 'Kowalczyk Nowak Wójcik Mazur Pawlak Sikora Baran Dudek',
  },
  romanian: {
    female: 'Elena Mihaela Ioana Andreea Cristina Gabriela',
    male: 'Florin Ionuț Andrei Mihai Bogdan Cătălin',
    family: 'Popa Munteanu Stoica Lungu Rusu Dobre',
  },
  punjabi: {
    female: 'Harjit Manjit Surinder Kulwinder Simran Jaspreet Amrit Navdeep',
    male: 'Gurdev Balbir Harpal Jaswinder Sukhdeep Kuldip Arjan Manpreet',
    family: 'Gill Sandhu Dhillon Bains Sidhu Grewal Atwal Johal',
  },
  gujarati: {
    female: 'Kokila Hansa Meena Bhavna Hetal Nisha Pooja Jyoti',
    male: 'Ramesh Kantilal Bharat Nitin Hitesh Jayesh Kunal Dipak',
    family: 'Patel Shah Mistry Parmar Chauhan Desai Solanki Vaghela',
  },
  pakistani: {
    female: 'Nasreen Shaheen Rubina Saima Ayesha Zainab Kausar Parveen',
    male: 'Mohammed Tariq Imran Shabir Bilal Hamza Khalid Zahid',
    family: 'Hussain Mahmood Akhtar Iqbal Khan Mirza Qureshi Bashir',
  },
  bangladeshi: {
    female: 'Rehana Shirin Nazma Sultana Taslima Farida',
    male: 'Abdul Shafiq Rafiqul Kamal Jamal Monir',
    family: 'Miah Begum Chowdhury Uddin Rahman Alam',
  },
  caribbean: {
    female: 'Myrtle Gloria Yvonne Beverley Marcia Shanelle Cordelia Jasmine',
    male: 'Winston Delroy Leroy Errol Carlton Marlon Jermaine Tyrone',
    family: 'Campbell Grant Francis Bailey Gordon Reid Morrison Palmer',
  },
  nigerian: {
    female: 'Ngozi Folake Chioma Adaeze Titilayo Ifeoma',
    male: 'Emeka Tunde Chinedu Segun Olumide Kelechi',
    family: 'Okonkwo Adeyemi Eze Balogun Nwosu Ogunleye',
  },
  ghanaian: {
    female: 'Akosua Abena Efua Adjoa',
    male: 'Kwame Kofi Yaw Kwabena',
    family: 'Mensah Owusu Asante Boateng',
  },
  somali: {
    female: 'Hodan Fadumo Amina Sahra Ifrah',
    male: 'Abdi Yusuf Mahad Liban Guled',
    family: 'Warsame Farah Jama Abdullahi Osman',
  },
  chinese: {
    female: 'Mei-Ling Yuk-Fong Xiu Wai-Han Jenny',
    male: 'Kwok-Wai Chi-Keung Wei Ka-Ho Jason',
    family: 'Chan Leung Cheung Wong Zhang',
  },
  arab: {
    female: 'Rima Hanan Samar Lina Nour',
    male: 'Khaled Omar Bassel Ziad Anas',
    family: 'Haddad Khoury Al-Masri Darwish Saleh',
  },
  ukrainian: {
    female: 'Oksana Larysa Iryna Natalia Olha',
    male: 'Andriy Vasyl Mykola Serhiy Taras',
    family: 'Shevchenko Kovalenko Bondarenko Melnyk Tkachenko',
  },
  traveller: {
    female: 'Kathleen Bridget Margaret Nora Rosie',
    male: 'Martin Miley John Levi Jimmy',
    family: 'Ward Connors Doran Loveridge Boswell',
  },
}

/** A name that someone of this community, sex and year of birth might well have. */
export function pickName(
  random: Random,
  community: Community,
  sex: 'female' | 'male',
  birthYear: number,
): { givenName: string; familyName: string } {
  const cohort = ENGLISH_COHORTS.findLast(({ since }) => birthYear >= since) ?? ENGLISH_COHORTS[0]
  const pool = community === 'english' ? { ...cohort, family: ENGLISH_FAMILIES } : POOLS[community]
  return { givenName: random.pick(pool[sex].split(' ')), familyName: random.pick(pool.family.split(' ')) }
}
