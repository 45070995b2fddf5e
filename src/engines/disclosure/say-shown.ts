import type { Shown } from './protect-table.ts'

/** How a figure is said: "1,240", "fewer than 8", "not shown". Rounding is said once, beside the table. */
export function sayShown(shown: Shown): string {
  if (shown.is === 'fewer') return `fewer than ${shown.than}`
  return shown.is === 'about' ? shown.value.toLocaleString('en-GB') : 'not shown'
}
