import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { addAsset } from '#platform/assets.ts'

const own = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8')
const ofLeaflet = (name: string) => readFileSync(fileURLToPath(import.meta.resolve(`leaflet/dist/${name}`)), 'utf8')

/** Its pictures are for controls and markers that we do not use, and an old browser's drawing of shapes. */
const withoutPictures = (css: string) => css.replaceAll(/^\s*(background-image|behavior): url\([^)]*\);$/gm, '')

/** The module comes with the list; the other two are asked for when somebody opens the map (42 KB and 4 KB compressed). */
export const MAP_ASSETS = {
  module: addAsset('map.js', own('map.js')),
  leaflet: addAsset('leaflet.js', ofLeaflet('leaflet.js').replace(/\/\/# sourceMappingURL.*/, '')),
  sheet: addAsset('map.css', `${withoutPictures(ofLeaflet('leaflet.css'))}\n${own('map.css')}`),
} as const
