import type { EntityRef } from '@/lib/contract/entities'
import type { Expanded, Tie } from './expand-entities'
import { type Hops, NETWORK_LIMITS, type Network, type NetworkEdge, nodeKey } from './network-schema'

/** Bounds the network that was read. Deterministic: equal input gives equal output. */
const BANDS = ['low', 'medium', 'high'] as const

type Node = Omit<Network['nodes'][number], 'watchlist'>

export interface Pruned {
  nodes: Node[]
  edges: NetworkEdge[]
  /** Neighbours found but not shown. */
  leftOut: number
}

/** The distinct neighbours of one entity, in the order of its ties. */
export function neighboursOf({ ties }: Expanded): EntityRef[] {
  const once = new Map(
    ties.map(({ otherKind, otherId }) => [`${otherKind}:${otherId}`, { kind: otherKind, id: otherId }]),
  )
  return [...once.values()]
}

/**
 * Selects the entities to show: the centre, its first neighbours, and the first neighbours of those, nearest first, up to
 * `most`; then every tie between two of them. A tie read from both ends is one edge.
 */
export function pruneNetwork(
  centre: EntityRef,
  expanded: readonly Expanded[],
  hops: Hops,
  most: number,
): Pruned {
  const byKey = new Map(expanded.map((entity) => [nodeKey(entity), entity]))
  const hopOf = new Map<string, number>([[nodeKey(centre), 0]])
  const shown: EntityRef[] = [centre]
  const show = (from: EntityRef, hop: 1 | 2): void => {
    const found = byKey.get(nodeKey(from))
    if (!found) return
    const foremost = neighboursOf(found).slice(0, NETWORK_LIMITS.neighbours[hop - 1])
    for (const entity of foremost) {
      if (hopOf.has(nodeKey(entity)) || shown.length >= most) continue
      hopOf.set(nodeKey(entity), hop)
      shown.push(entity)
    }
  }
  show(centre, 1)
  // One hop also shows who shares a device or phone of the centre.
  const first = shown.slice(1).filter(({ kind }) => hops === 2 || kind !== 'account')
  for (const entity of first) show(entity, 2)

  const ties = expanded.flatMap((entity) => entity.ties)
  const edges = edgesAmong(ties, hopOf)
  const nodes = shown.map((entity) =>
    nodeOf(entity, hopOf.get(nodeKey(entity)) ?? 0, edges, byKey.get(nodeKey(entity)), hopOf),
  )
  return { nodes, edges, leftOut: nodes.reduce((sum, node) => sum + (node.neighbours_left_out ?? 0), 0) }
}

function edgesAmong(ties: readonly Tie[], shown: ReadonlyMap<string, unknown>): NetworkEdge[] {
  const edges = new Map<string, NetworkEdge>()
  for (const tie of ties) {
    const own = nodeKey(tie)
    const other = nodeKey({ kind: tie.otherKind, id: tie.otherId })
    if (!shown.has(own) || !shown.has(other)) continue
    const [source, target] = tie.direction === 'out' ? [own, other] : [other, own]
    const known = edges.get(`${source}\n${target}`)
    // Each end reads only its own newest rows: the end that read more of the pair is kept.
    if (known && known.transactions >= tie.transactions) continue
    edges.set(`${source}\n${target}`, {
      kind: tie.kind === 'account' && tie.otherKind === 'account' ? 'payment' : 'use',
      source,
      target,
      transactions: tie.transactions,
      amount: tie.amount,
      highest_score: tie.highestScore,
      risk_band: BANDS[tie.band],
      flagged: tie.flagged,
    })
  }
  return [...edges.values()]
}

function nodeOf(
  { kind, id }: EntityRef,
  hop: number,
  edges: readonly NetworkEdge[],
  expanded: Expanded | undefined,
  shown: ReadonlyMap<string, unknown>,
): Node {
  const key = nodeKey({ kind, id })
  const own = edges.filter(({ source, target }) => source === key || target === key)
  const worst = Math.max(0, ...own.map((edge) => BANDS.indexOf(edge.risk_band)))
  const missing =
    expanded &&
    expanded.neighbours - neighboursOf(expanded).filter((other) => shown.has(nodeKey(other))).length
  return {
    key,
    kind,
    id,
    hop,
    risk_band: BANDS[worst] ?? 'low',
    // A payment made with a device has an edge of each kind: it counts once.
    flagged: Math.max(0, sumFlagged(own, 'payment'), sumFlagged(own, 'use')),
    neighbours_left_out: missing ?? null,
    capped: expanded?.capped ?? false,
  }
}

const sumFlagged = (edges: readonly NetworkEdge[], kind: NetworkEdge['kind']): number =>
  edges.reduce((sum, edge) => sum + (edge.kind === kind ? edge.flagged : 0), 0)
