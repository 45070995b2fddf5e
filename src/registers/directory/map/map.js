// The map beside the list of results: built when somebody presses "Show map", from what stands in the list, so that it can show
// nothing else. Leaflet and its sheet are loaded only then. Without this module the button stays hidden, and the list is whole.
const MILE = 1_609.344
const RINGS = [0.5, 1, 2, 5, 10, 20, 50]
/** Markers and names that are nearer than this, across and down, would hide each other. */
const APART = [58, 30]
const NAMES_APART = [150, 22]

const panel = document.querySelector('[data-map]')
const button = panel.querySelector('button')
const frame = panel.querySelector('[data-map-frame]')
const box = panel.querySelector('[data-map-box]')
const items = [...document.querySelectorAll('[data-place]')].map((row) => {
  const [latitude, longitude] = row.dataset.place.split(' ').map(Number)
  const { number, name } = row.dataset
  return { row, number, name, at: [latitude, longitude], rough: 'rough' in row.dataset }
})
let show

panel.hidden = false
button.addEventListener('click', () => {
  const open = button.getAttribute('aria-expanded') !== 'true'
  button.setAttribute('aria-expanded', String(open))
  button.textContent = open ? 'Hide map' : 'Show map'
  frame.hidden = !open
  document.body.toggleAttribute('data-map-open', open)
  if (!open) return
  show ??= load()
  show.then((map) => map.invalidateSize()).catch(sayItFailed)
})

async function load() {
  const { leaflet, sheet } = panel.dataset
  await Promise.all([import(leaflet), loadSheet(sheet)])
  numberTheList()
  return draw(window.L)
}

const loadSheet = (href) =>
  new Promise((done, failed) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
    link.addEventListener('load', done)
    link.addEventListener('error', failed)
    document.head.append(link)
  })

function sayItFailed() {
  box.textContent = 'The map did not load. The list has everything that would be on it.'
}

function numberTheList() {
  for (const { row, number } of items) {
    const badge = element('span', 'trellis-map-number', number)
    row.querySelector('h3').prepend(badge, ' ')
  }
}

function draw(L) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const touch = matchMedia('(pointer: coarse)').matches
  const map = L.map(box, {
    // One finger scrolls the page and the wheel too: a map must not hold anybody fast.
    dragging: !touch,
    scrollWheelZoom: false,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
    attributionControl: Boolean(panel.dataset.tiles),
    zoomSnap: panel.dataset.tiles ? 1 : 0.25, // pictures are sharp at whole steps only
    maxZoom: 17,
    minZoom: 6,
  })
  if (calm) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false })
  const here = panel.dataset.here?.split(' ').map(Number)
  map.fitBounds(L.latLngBounds([...items.map(({ at }) => at), ...(here ? [here] : [])]).pad(0.12), {
    maxZoom: 15,
    animate: false,
  })
  box.addEventListener('keydown', ({ key }) => key === 'Escape' && map.closePopup())
  L.control.scale({ metric: false }).addTo(map)
  if (panel.dataset.tiles) drawTiles(L, map)
  else drawDistricts(L, map)
  if (here) drawHere(L, map, here)
  drawMarkers(L, map)
  return map
}

function drawTiles(L, map) {
  const { tiles, attribution } = panel.dataset
  L.tileLayer(tiles, { maxZoom: 19 }).addTo(map)
  const words = element('span', '', attribution)
  map.attributionControl.setPrefix(false).addAttribution(words.innerHTML)
}

/** Without a street map: where the postcode districts lie, by their names, as far as they do not hide each other. */
function drawDistricts(L, map) {
  const districts = JSON.parse(panel.dataset.districts).map(([name, ...at]) => ({ name, at }))
  const layer = L.layerGroup().addTo(map)
  const redraw = () => {
    layer.clearLayers()
    for (const [{ name, at }] of together(map, districts, NAMES_APART))
      label(L, at, 'trellis-map-town', name).addTo(layer)
  }
  map.on('zoomend', redraw)
  redraw()
}

/** Where one is, and rings around it; their miles stand where most of the map lies. */
function drawHere(L, map, here) {
  const farthest = Math.max(...items.map(({ at }) => map.distance(here, at)))
  const last = RINGS.findIndex((miles) => miles * MILE >= farthest)
  const towards = map.latLngToLayerPoint(map.getCenter()).subtract(map.latLngToLayerPoint(here))
  const turn = Math.atan2(-towards.y, towards.x)
  for (const miles of RINGS.slice(0, last < 0 ? RINGS.length : last + 1).slice(-3)) {
    const radius = miles * MILE
    const ring = L.circle(here, { radius, interactive: false, fill: false, className: 'trellis-map-ring' }).addTo(map)
    const bounds = ring.getBounds()
    const at = [
      here[0] + (Math.sin(turn) * (bounds.getNorth() - bounds.getSouth())) / 2,
      here[1] + (Math.cos(turn) * (bounds.getEast() - bounds.getWest())) / 2,
    ]
    label(L, at, 'trellis-map-miles', miles === 0.5 ? 'Half a mile' : miles === 1 ? '1 mile' : `${miles} miles`).addTo(
      map,
    )
  }
  label(L, here, 'trellis-map-here', panel.dataset.hereName).addTo(map)
}

function drawMarkers(L, map) {
  const layer = L.layerGroup().addTo(map)
  const markerOf = new Map()
  const redraw = () => {
    const focused = [...markerOf].find(([, marker]) => marker.getElement() === document.activeElement)?.[0]
    layer.clearLayers()
    markerOf.clear()
    for (const group of together(map, items, APART)) {
      const marker = markerFor(L, group).addTo(layer)
      const icon = marker.getElement()
      icon.setAttribute('aria-label', `${pinText(group)}: ${group.map(({ name }) => name).join('; ')}`)
      for (const item of group) markerOf.set(item, marker)
    }
    markerOf.get(focused)?.getElement().focus()
  }
  map.on('zoomend', redraw)
  redraw()
  for (const item of items) {
    const light = (on) => markerOf.get(item)?.getElement()?.classList.toggle('trellis-map-marker--lit', on)
    for (const event of ['mouseenter', 'focusin']) item.row.addEventListener(event, () => light(true))
    for (const event of ['mouseleave', 'focusout']) item.row.addEventListener(event, () => light(false))
  }
}

const pinText = ([first, ...more]) =>
  more.length > 1 ? `${first.number} +${more.length}` : [first, ...more].map(({ number }) => number).join(', ')

function markerFor(L, group) {
  const [{ at }] = group
  const text = pinText(group)
  const icon = L.divIcon({
    className: 'trellis-map-marker',
    iconSize: [Math.max(28, 20 + 9 * text.length), 28],
    html: element('span', 'trellis-map-pin', text),
  })
  const marker = L.marker(at, { icon, riseOnHover: true })
  marker.bindPopup(() => popupFor(group), {
    autoPanPaddingTopLeft: [64, 12],
    autoPanPaddingBottomRight: [12, 12],
    maxWidth: Math.min(240, frame.clientWidth - 140),
    maxHeight: 200,
  })
  marker.on('keydown', ({ originalEvent: event }) => {
    if (event.key !== ' ') return
    event.preventDefault()
    marker.openPopup()
  })
  marker.on('popupopen', ({ popup }) => popup.getElement().querySelector('a').focus({ preventScroll: true }))
  marker.on('popupclose', ({ popup }) => {
    const at = document.activeElement
    // Only from the popup itself: whoever went on to the list stays there.
    if (at === document.body || popup.getElement()?.contains(at)) marker.getElement()?.focus({ preventScroll: true })
  })
  return marker
}

function popupFor(group) {
  const list = element('ul', 'trellis-map-names')
  for (const { row, number, name, rough } of group) {
    const link = element('a', '', `${number}. ${name}`)
    link.href = `#${row.id}`
    const item = element('li', '')
    item.append(link)
    if (rough) item.append(element('span', 'trellis-map-rough', ' roughly here: we know only its district'))
    list.append(item)
  }
  return list
}

/** Parts what has a place into groups that would hide each other at this zoom; the first of each gives the place. */
function together(map, all, [across, down]) {
  const groups = []
  for (const one of all) {
    const at = map.latLngToLayerPoint(one.at)
    const near = groups.find((group) => Math.abs(group.at.x - at.x) < across && Math.abs(group.at.y - at.y) < down)
    if (near) near.members.push(one)
    else groups.push({ at, members: [one] })
  }
  return groups.map(({ members }) => members)
}

const label = (L, at, className, text) =>
  L.marker(at, {
    interactive: false,
    keyboard: false,
    zIndexOffset: -1_000,
    icon: L.divIcon({ className: 'trellis-map-label', iconSize: null, html: element('span', className, text) }),
  })

function element(name, className, text) {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text) made.textContent = text
  return made
}
