import type { Refusal } from '../feeds/feed-file.rules.ts'

/** Nobody mends more at once, and a wrong file must not fill the memory with what is wrong with it. */
export const MOST_REFUSALS = 10_000

/** What an import would not take, in the order in which it was found. */
export class Refusals {
  readonly #listed: Refusal[] = []
  #more = 0

  /** `field` is null when it is about the row as a whole. */
  add(file: string, line: number, field: string | null, reason: string): void {
    if (this.#listed.length < MOST_REFUSALS) this.#listed.push({ file, line, field, reason })
    else this.#more++
  }

  all(file: string): Refusal[] {
    if (this.#more === 0) return this.#listed
    const reason = `${this.#more.toLocaleString('en-GB')} more faults are not listed`
    return [...this.#listed, { file, line: null, field: null, reason }]
  }
}
