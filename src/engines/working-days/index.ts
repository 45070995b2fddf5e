/** Working days in England: pure, over days as text. */
export { addWorkingDays, BANK_HOLIDAYS, isWorkingDay, workingDaysBetween } from './working-days.ts'
