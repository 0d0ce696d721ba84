import { geoBounds, geoContains } from 'd3-geo'
import { LRUCache } from 'lru-cache'
import { singleton } from '@/lib/platform/singleton'
import { type Shape, stateShapes } from './atlas'
import { postalOfFips } from './us-states'

/** Half a cell and one and a half, in degrees: on a coast the middle of a cell may lie in the water. */
const REACH = [0, 0.05, 0.15] as const
const DIRECTIONS = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y] as const))
const NOWHERE = ''

const known = () => singleton('state-of-cell', () => new LRUCache<string, string>({ max: 20_000 }))

/**
 * The US state of a cell: "latitude,longitude" in degrees, to a tenth.
 *
 * @returns The postal code, such as 'CA', or null where the cell is not in or next to a state.
 */
export function stateOfCell(cell: string): string | null {
  const remembered = known().get(cell)
  const state = remembered ?? findState(cell)
  if (remembered === undefined) known().set(cell, state)
  return state === NOWHERE ? null : state
}

function findState(cell: string): string {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(cell)
  if (!match) return NOWHERE
  const [latitude, longitude] = [Number(match[1]), Number(match[2])]
  for (const reach of REACH) {
    for (const [x, y] of DIRECTIONS) {
      const state = stateAt(longitude + x * reach, latitude + y * reach)
      if (state !== null) return state
      if (reach === 0) break
    }
  }
  return NOWHERE
}

function stateAt(longitude: number, latitude: number): string | null {
  const shape = boxedStates().find(
    ({ covers, shape }) => covers(longitude, latitude) && geoContains(shape, [longitude, latitude]),
  )
  return shape ? postalOfFips(String(shape.shape.id)) : null
}

interface BoxedState {
  shape: Shape
  covers(longitude: number, latitude: number): boolean
}

/** Tests the bounding box first: the exact test visits every point of a coast. */
const boxedStates = (): BoxedState[] =>
  singleton('atlas-state-boxes', () =>
    stateShapes().map((shape) => {
      const [[west, south], [east, north]] = geoBounds(shape)
      const covers = (x: number, y: number) =>
        y >= south && y <= north && (west <= east ? x >= west && x <= east : x >= west || x <= east)
      return { shape, covers }
    }),
  )
