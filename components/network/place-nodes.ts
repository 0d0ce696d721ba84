import type { Network } from '@/lib/desk/entities/schema'

export interface Position {
  x: number
  y: number
}

/** The angle between neighbours on the circle, in turns: evenly distributed for any number. */
const GOLDEN_TURN = (3 - Math.sqrt(5)) / 2

/**
 * The start position of each entity before the layout: the entity of the page in the middle, its neighbours around it,
 * the others beyond the neighbour that leads to them. Deterministic; placed entities stay.
 */
export function placeNodes(
  { nodes, edges }: Network,
  placed: ReadonlyMap<string, Position> = new Map(),
): Map<string, Position> {
  const positions = new Map<string, Position>()
  const hopOf = new Map(nodes.map(({ key, hop }) => [key, hop]))
  const nearestFirst = nodes.toSorted((a, b) => a.hop - b.hop)
  const rim = nodes.filter(({ hop }) => hop === 1).length
  let place = 0
  nearestFirst.forEach((node, i) => {
    const before = placed.get(node.key)
    if (before) return positions.set(node.key, before)
    if (node.hop === 0) return positions.set(node.key, { x: 0, y: 0 })
    if (node.hop === 1) return positions.set(node.key, onCircle({ x: 0, y: 0 }, 1, place++ / rim))
    const towards = edges.find(
      ({ source, target }) =>
        (source === node.key && isNearer(target, node.hop)) ||
        (target === node.key && isNearer(source, node.hop)),
    )
    const parentKey = towards && (towards.source === node.key ? towards.target : towards.source)
    const parent = (parentKey && positions.get(parentKey)) || { x: 0, y: 0 }
    const outward = Math.atan2(parent.y, parent.x) / (2 * Math.PI)
    return positions.set(node.key, onCircle(parent, 0.6, outward + ((i * GOLDEN_TURN) % 1) * 0.4 - 0.2))
  })
  return positions

  function isNearer(key: string, hop: number): boolean {
    return (hopOf.get(key) ?? Infinity) < hop
  }
}

/** `turn` in whole turns, anticlockwise from the right. */
const onCircle = (centre: Position, radius: number, turn: number): Position => ({
  x: centre.x + radius * Math.cos(turn * 2 * Math.PI),
  y: centre.y + radius * Math.sin(turn * 2 * Math.PI),
})
