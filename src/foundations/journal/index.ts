export { journal, type Entry } from './write-entry.ts'
