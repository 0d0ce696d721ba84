import type { Network } from '@/lib/desk/entities/schema'

/**
 * Merges the shown network with the neighbours of one of its entities. Known entities keep their distance; new ones are
 * one step further than the expanded one. At most `most` entities; the others count as left out.
 */
export function mergeNetworks(shown: Network, around: string, found: Network, most: number): Network {
  const known = new Map(shown.nodes.map((node) => [node.key, node]))
  const distance = known.get(around)?.hop ?? 0
  const fresh = found.nodes
    .filter(({ key }) => !known.has(key))
    .map((node) => ({ ...node, hop: node.hop + distance }))
    .slice(0, Math.max(0, most - shown.nodes.length))
  for (const node of found.nodes) {
    const before = known.get(node.key)
    if (before?.neighbours_left_out === null) {
      known.set(node.key, { ...before, neighbours_left_out: node.neighbours_left_out, capped: node.capped })
    }
  }
  const nodes = [...known.values(), ...fresh]
  const keys = new Set(nodes.map(({ key }) => key))
  const edges = new Map(shown.edges.map((edge) => [edgeKey(edge), edge]))
  for (const edge of found.edges) {
    const before = edges.get(edgeKey(edge))
    if (!keys.has(edge.source) || !keys.has(edge.target)) continue
    if (!before || before.transactions < edge.transactions) edges.set(edgeKey(edge), edge)
  }
  const opened = found.nodes.find(({ key }) => key === around)
  const wasOpen = shown.nodes.find(({ key }) => key === around)?.neighbours_left_out != null
  const unplaced = found.nodes.filter(({ key }) => !keys.has(key)).length
  return {
    ...shown,
    nodes,
    edges: [...edges.values()],
    left_out: shown.left_out + (wasOpen ? 0 : (opened?.neighbours_left_out ?? 0)) + unplaced,
  }
}

const edgeKey = ({ source, target }: { source: string; target: string }): string => `${source}\n${target}`
