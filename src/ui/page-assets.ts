import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { addAsset } from '#platform/assets.ts'
import { themeCss } from './theme.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
const fromDesignSystem = (path: string) =>
  readFileSync(fileURLToPath(import.meta.resolve(`nhsuk-frontend/dist/nhsuk/${path}`)), 'utf8')

/** Single files of the design system: its folder of images also holds the NHS logo, which is not ours to show. */
function imageUrl(name: string): string {
  const own = name.startsWith('trellis-')
  return addAsset(name, own ? read(`images/${name}`) : fromDesignSystem(`assets/images/${name}`))
}

const css = themeCss(`${fromDesignSystem('nhsuk-frontend.min.css')}\n${read('trellis.css')}`, imageUrl)
const designSystem = addAsset(
  'nhsuk.js',
  fromDesignSystem('nhsuk-frontend.min.js').replace(/\/\/# sourceMappingURL.*/, ''),
)

/** Small modules, each loaded only by a page that has something for it to enhance. */
const ISLANDS = {
  '[data-autosave]': 'autosave.js',
  '[data-combobox]': 'combobox.js',
  '[data-quick-exit]': 'quick-exit.js',
  '[data-share]': 'share.js',
}

const islands = Object.entries(ISLANDS).map(([selector, file]) => {
  const url = addAsset(file, read(`islands/${file}`))
  return `if (document.querySelector('${selector}')) import('${url}')`
})

/** The URLs that every page carries in its head and at its end. */
export const PAGE_ASSETS: { css: string; js: string; icon: string } = {
  css: addAsset('trellis.css', css),
  js: addAsset('islands.js', `import { initAll } from '${designSystem}'\ninitAll()\n${islands.join('\n')}\n`),
  icon: imageUrl('trellis-icon.svg'),
}
