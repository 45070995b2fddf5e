import type { ReactNode } from 'react'
import type { District, Place } from '#foundations/geography/index.ts'
import type { MapTiles } from '#platform/config.ts'
import { MAP_ASSETS } from './map-assets.ts'
import { hasPlace, type Mapped } from './map.rules.ts'

interface ListedProps {
  service: Mapped & { rough: boolean | null }
  /** Its number in the whole list, from 1: the marker has the same. */
  number: number
  children: ReactNode
}

/** A result in the list. What the map shows is read from here, so that every marker is in the list. */
export const Listed = ({ service, number, children }: ListedProps) => (
  <li
    id={`service-${service.id}`}
    {...(hasPlace(service) && {
      'data-place': `${service.latitude} ${service.longitude}`,
      'data-number': number,
      'data-name': service.name,
      ...(service.rough && { 'data-rough': '' }),
    })}
  >
    {children}
  </li>
)

/** What a map shows besides results. */
export interface Around {
  /** Where distances are measured from. */
  here: Place | undefined
  districts: readonly District[]
  /** A street map from somewhere else, where whoever runs Trellis has chosen one. Nothing is asked of it before the map is opened. */
  tiles: MapTiles | undefined
}

interface MapProps extends Around {
  services: readonly Mapped[]
  /** The number of the first of them. */
  first: number
}

/** The way to see where results are. It is hidden until its script runs: without one there is the list, which has everything. */
export function ResultsMap({ services, first, here, districts, tiles }: MapProps) {
  if (!services.some(hasPlace)) return null
  const unplaced = services.flatMap((service, n) => (hasPlace(service) ? [] : [{ ...service, number: first + n }]))
  return (
    <div
      className="trellis-map"
      hidden
      data-map=""
      data-leaflet={MAP_ASSETS.leaflet}
      data-sheet={MAP_ASSETS.sheet}
      {...(here && {
        'data-here': `${here.latitude} ${here.longitude}`,
        'data-here-name': here.precision === 'district' ? `Middle of ${here.district}` : here.text,
      })}
      {...(tiles
        ? { 'data-tiles': tiles.url, 'data-attribution': tiles.attribution }
        : { 'data-districts': JSON.stringify(districts.map(nameAndPlace)) })}
    >
      <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" aria-expanded="false">
        Show map
      </button>
      {tiles && <span className="trellis-quiet"> Its pictures come from {new URL(tiles.origin).host}.</span>}
      <div data-map-frame="" hidden>
        <div className="trellis-map__box" data-map-box="" role="group" aria-label="Map of these results" />
        <p className="trellis-map__words">
          {tiles ? '' : 'This map has no streets. It shows which way things are, and how far. '}
          The numbers are those of the list. Use two fingers to move it on a phone, or the arrow keys.
        </p>
        {unplaced.length > 0 && (
          <p className="trellis-map__words">
            {sayUnplaced(unplaced.length)}{' '}
            {unplaced.map(({ id, number, name }, n) => (
              <span key={id}>
                {n > 0 && ', '}
                <a href={`#service-${id}`}>
                  {number}. {name}
                </a>
              </span>
            ))}
          </p>
        )}
      </div>
      <script type="module" src={MAP_ASSETS.module} />
    </div>
  )
}

const sayUnplaced = (count: number) =>
  count === 1 ? '1 of these has no place on the map:' : `${count} of these have no place on the map:`

const nameAndPlace = ({ outcode, town, latitude, longitude }: District) => [
  [outcode, town?.split(',', 1)[0]].filter(Boolean).join(' '),
  latitude,
  longitude,
]
