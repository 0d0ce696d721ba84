import { geoAlbersUsa, geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo'
import { countryOf } from '@/lib/platform/canonical/countries'
import { singleton } from '@/lib/platform/singleton'
import { countryShapes, type Shape, stateShapes } from './atlas'
import type { MapDrawing } from './schema'
import { postalOfFips } from './us-states'

const WORLD_WIDTH = 760
const STATES_WIDTH = 640
/** Antarctica has no payments and takes a fifth of the height. */
const LEFT_OUT = new Set(['010'])

/** Every country in the Natural Earth projection. Made once per process. */
export const drawWorld = (): MapDrawing =>
  singleton('drawn-world', () => {
    const shapes = countryShapes().filter(({ id }) => !LEFT_OUT.has(String(id)))
    return draw(shapes, geoNaturalEarth1(), WORLD_WIDTH, ({ id }) => countryOf(String(id))?.alpha2 ?? null)
  })

/** The states in the Albers projection, Alaska and Hawaii below; territories outside it have no shape. */
export const drawStates = (): MapDrawing =>
  singleton('drawn-states', () =>
    draw(stateShapes(), geoAlbersUsa(), STATES_WIDTH, ({ id }) => postalOfFips(String(id))),
  )

function draw(
  shapes: Shape[],
  projection: GeoProjection,
  width: number,
  idOf: (shape: Shape) => string | null,
): MapDrawing {
  const collection = { type: 'FeatureCollection' as const, features: shapes }
  projection.fitWidth(width, collection)
  // Half a unit is less than a pixel; decimals would double the size of the page.
  const path = geoPath(projection).digits(0)
  const [, [, bottom]] = path.bounds(collection)
  const places = shapes.map((shape) => ({
    id: idOf(shape),
    name: shape.properties.name,
    path: compactPath(path(shape) ?? ''),
  }))
  return { width, height: Math.ceil(bottom), places: places.filter((place) => place.path !== '') }
}

/** Drops points and islands that rounding made equal, and writes relative coordinates. */
export function compactPath(path: string): string {
  return path
    .split('M')
    .map((ring) => compactRing(ring.replace(/Z$/, '').split('L')))
    .join('')
}

function compactRing(points: string[]): string {
  const kept = points.filter((point, i) => point !== '' && point !== points[i - 1])
  if (kept.length < 3) return ''
  const at = kept.map((point) => point.split(',').map(Number) as [number, number])
  const steps = at.slice(1).map(([x, y], i) => {
    const [fromX, fromY] = at[i] as [number, number]
    return `${x - fromX} ${y - fromY}`
  })
  const [startX, startY] = at[0] as [number, number]
  return `M${startX} ${startY}l${steps.join(' ').replaceAll(' -', '-')}z`
}
