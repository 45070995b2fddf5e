import type { ServiceCounts } from '#registers/directory/index.ts'

/** What the directory holds, each number with what it is a part of. */
export function sayServices({ services, groups, checked }: ServiceCounts): string {
  if (services === 0) return 'No service is listed yet.'
  const listed = `${count(services, 'service')} of ${count(groups, 'group')} can be found.`
  if (checked === services) return `${listed} All of them were checked in the last 6 months.`
  const part = checked === 0 ? 'None of them was' : `${figure(checked)} of them ${checked === 1 ? 'was' : 'were'}`
  const others = services - checked
  return `${listed} ${part} checked in the last 6 months. The other ${figure(others)} ${others === 1 ? 'says' : 'say'} so, and that it is best to ring first.`
}

const count = (n: number, word: string): string => `${figure(n)} ${word}${n === 1 ? '' : 's'}`
const figure = (n: number): string => n.toLocaleString('en-GB')
