export { protectNumber, protectTable, SMALL_NUMBERS, type ProtectedTable, type Shown } from './protect-table.ts'
export { sayShown } from './say-shown.ts'
