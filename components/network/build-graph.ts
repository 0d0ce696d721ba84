import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import type { Network, NetworkEdge, NetworkNode } from '@/lib/desk/entities/schema'
import { placeNodes, type Position } from './place-nodes'

export interface NodeLook extends Position {
  size: number
  label: string
  risk: NetworkNode['risk_band']
  centre: boolean
}

export interface EdgeLook {
  size: number
  type: 'arrow' | 'line'
  risk: NetworkEdge['risk_band']
  weight: number
}

export type NetworkGraph = Graph<NodeLook, EdgeLook>

const ITERATIONS = 240
const KIND_MARKS = { account: '', device: 'device ', phone: 'phone ' } as const

/** The network as a graph with positions, sizes and names; the theme sets the colours. Deterministic. */
export function buildGraph(network: Network, placed?: ReadonlyMap<string, Position>): NetworkGraph {
  const graph: NetworkGraph = new Graph<NodeLook, EdgeLook>({ type: 'directed', multi: false })
  const positions = placeNodes(network, placed)
  for (const node of network.nodes) {
    graph.addNode(node.key, {
      ...(positions.get(node.key) ?? { x: 0, y: 0 }),
      size: node.hop === 0 ? 13 : node.hop === 1 ? 8 : 6,
      label: labelOf(node),
      risk: node.risk_band,
      centre: node.hop === 0,
    })
  }
  const greatest = Math.max(1, ...network.edges.map(({ amount }) => Number(amount)))
  for (const edge of network.edges) {
    graph.addDirectedEdge(edge.source, edge.target, {
      size: edge.kind === 'use' ? 1 : edgeSize(Number(edge.amount), greatest),
      type: edge.kind === 'use' ? 'line' : 'arrow',
      risk: edge.risk_band,
      weight: Math.log1p(edge.transactions),
    })
  }
  if (graph.order > 2) {
    const settings = { ...forceAtlas2.inferSettings(graph), gravity: 1.5, scalingRatio: 6, slowDown: 4 }
    forceAtlas2.assign(graph, { iterations: ITERATIONS, settings })
  }
  return graph
}

/** Widths follow the logarithm, since amounts differ by orders of magnitude. */
export const edgeSize = (amount: number, greatest: number): number =>
  1.5 + 4 * (Math.log1p(amount) / Math.log1p(greatest))

/** The name includes what the colour shows. */
export function labelOf({ kind, id, flagged, watchlist }: NetworkNode): string {
  return [`${KIND_MARKS[kind]}${id}`, flagged > 0 ? `⚑${flagged}` : null, watchlist].filter(Boolean).join(' ')
}
