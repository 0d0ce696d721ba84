/** The shapes of countries and US states: Natural Earth 1:110m and US Census 1:10m, as TopoJSON packages ship them. */
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import states from 'us-atlas/states-10m.json'
import countries from 'world-atlas/countries-110m.json'
import { singleton } from '@/lib/platform/singleton'

export type Shape = Feature<Polygon | MultiPolygon, { name: string }>

/** Countries by ISO numeric code; three disputed territories have none. */
export const countryShapes = (): Shape[] =>
  singleton('atlas-countries', () => shapesOf(countries as unknown as Topology, 'countries'))

/** US states and territories by FIPS code. */
export const stateShapes = (): Shape[] =>
  singleton('atlas-states', () => shapesOf(states as unknown as Topology, 'states'))

function shapesOf(topology: Topology, object: string): Shape[] {
  const collection = topology.objects[object] as GeometryCollection<{ name: string }>
  return feature(topology, collection).features as Shape[]
}
