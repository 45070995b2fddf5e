import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { faultsOf } from '#test/support/real-browser.ts'

/** Counts what a person does, so that nobody adds a step unnoticed; looks at each page that comes on the way. */
export class Steps {
  presses = 0
  answers = 0
  readonly page: Page
  private readonly looks: boolean
  /** `looks`: check each page with axe, which needs scripts. */
  constructor(page: Page, looks: boolean) {
    this.page = page
    this.looks = looks
  }

  async type(label: string | RegExp, text: string): Promise<void> {
    this.answers++
    await this.page
      .getByLabel(label, { exact: typeof label === 'string' })
      .first()
      .fill(text)
  }

  async tick(label: string | RegExp): Promise<void> {
    this.answers++
    await this.page
      .getByLabel(label, { exact: typeof label === 'string' })
      .first()
      .check()
  }

  /** The same answer to each question of the page. */
  async tickEach(label: string): Promise<void> {
    for (const box of await this.page.getByLabel(label, { exact: true }).all()) {
      this.answers++
      await box.check()
    }
  }

  /** Opens what is folded. */
  async unfold(name: string): Promise<void> {
    this.presses++
    await this.page.locator('summary').filter({ hasText: name }).first().click()
  }

  async day(day: number, month: number, year: number): Promise<void> {
    await this.type('Day', String(day))
    await this.type('Month', String(month))
    await this.type('Year', String(year))
    this.answers -= 2 // one answer, in three boxes
  }

  async press(name: string | RegExp): Promise<void> {
    this.presses++
    await this.page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click()
    await this.arrived()
  }

  async follow(name: string | RegExp): Promise<void> {
    this.presses++
    await this.page
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first()
      .click()
    await this.arrived()
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path)
    await this.arrived()
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText()
  }

  async reads(words: string | RegExp): Promise<void> {
    const text = (await this.page.locator('main').innerText()).replace(/\s+/g, ' ')
    if (typeof words === 'string') assert.ok(text.includes(words), `"${words}" is not in: ${text.slice(0, 1_500)}`)
    else assert.match(text, words)
  }

  private async arrived(): Promise<void> {
    await this.page.waitForLoadState('load')
    if (this.looks) assert.deepEqual(await faultsOf(this.page), [], this.page.url())
    else assert.ok(await this.page.locator('h1').count(), this.page.url())
  }
}
