import { day } from '#platform/days.ts'

/** The day of all examples. */
export const EXAMPLE_DAY = day('2026-04-01')

const riverside = { team: 'Riverside link workers', telephone: '01632 960220' }
export const grace = { ...riverside, name: 'Grace Okafor' }
export const carer = { ...riverside, name: 'Ada Okafor' }
export const drPatel = { ...riverside, name: 'Dr Asha Patel' }
export const priya = { ...riverside, name: 'Priya Nair' }
export const manager = { ...riverside, name: 'Denise Whitlock' }
export const choir = { ...riverside, name: 'Bea Hartnell' }

export const askedBy = { name: 'Dr Asha Patel', telephone: '01632 960000' }
export const reference = 'KMP-2345'
export const initials = 'G. O.'
/** As long as a real one. */
export const exampleLink = 'https://anytown.example/l/Zk3vQ1x8Tn5yR0aB7cD2eF4gH6iJ9kL1mN3oP5qS7u0'
