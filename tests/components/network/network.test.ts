import { buildGraph, edgeSize, labelOf } from '@/components/network/build-graph'
import { mergeNetworks } from '@/components/network/merge-networks'
import { placeNodes } from '@/components/network/place-nodes'
import { prepareTies, tiesInWords } from '@/components/network/prepare-ties'
import type { Network, NetworkEdge, NetworkNode } from '@/lib/desk/entities/schema'

/** What the picture of a network shows, before anything draws it. */
const node = (id: string, hop: number, more: Partial<NetworkNode> = {}): NetworkNode => ({
  key: `account:${id}`,
  kind: 'account',
  id,
  hop,
  risk_band: 'low',
  flagged: 0,
  watchlist: null,
  neighbours_left_out: null,
  capped: false,
  ...more,
})
const edge = (source: string, target: string, more: Partial<NetworkEdge> = {}): NetworkEdge => ({
  kind: 'payment',
  source: `account:${source}`,
  target: `account:${target}`,
  transactions: 1,
  amount: '10.00',
  highest_score: 0.1,
  risk_band: 'low',
  flagged: 0,
  ...more,
})
const network = (nodes: NetworkNode[], edges: NetworkEdge[], left_out = 0): Network => ({
  currency: 'USD',
  nodes,
  edges,
  left_out,
  rows_per_entity: 2000,
})
const star = network(
  [node('A', 0, { neighbours_left_out: 3 }), node('B', 1), node('C', 1), node('D', 2)],
  [edge('A', 'B'), edge('C', 'A', { transactions: 4, flagged: 1 }), edge('B', 'D')],
  3,
)

test('placement is deterministic and separates all entities', () => {
  const [one, other] = [placeNodes(star), placeNodes(star)]
  expect([...one]).toEqual([...other])
  expect(one.get('account:A')).toEqual({ x: 0, y: 0 })
  expect(new Set([...one.values()].map(({ x, y }) => `${x.toFixed(6)},${y.toFixed(6)}`)).size).toBe(4)
})

test('placed entities keep their position', () => {
  const placed = new Map([['account:B', { x: 7, y: -7 }]])
  expect(placeNodes(star, placed).get('account:B')).toEqual({ x: 7, y: -7 })
})

test('the layout is the same each time and finite', () => {
  const places = () => buildGraph(star).mapNodes((key, { x, y }) => [key, x, y])
  expect(places()).toEqual(places())
  expect(places().every(([, x, y]) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
})

test('payments are arrows in their direction, wider for more money; uses are lines', () => {
  const graph = buildGraph(
    network(
      [node('A', 0), node('B', 1)],
      [edge('A', 'B', { amount: '1000.00' }), edge('B', 'A', { kind: 'use' })],
    ),
  )
  expect(graph.getEdgeAttributes('account:A', 'account:B')).toMatchObject({ type: 'arrow', size: 5.5 })
  expect(graph.getEdgeAttributes('account:B', 'account:A')).toMatchObject({ type: 'line', size: 1 })
  expect(edgeSize(10, 1000)).toBeLessThan(edgeSize(100, 1000))
})

test('a label states in words what the colour shows', () => {
  expect(labelOf(node('A', 0))).toBe('A')
  expect(labelOf(node('D', 1, { kind: 'device', flagged: 3, watchlist: 'blocked' }))).toBe(
    'device D ⚑3 blocked',
  )
})

test('expanding adds the neighbours of the entity, keeps distances and counts neighbours left out once', () => {
  const found = network(
    [node('B', 0, { neighbours_left_out: 5 }), node('A', 1), node('E', 1)],
    [edge('B', 'E'), edge('A', 'B', { transactions: 9 })],
    5,
  )
  const merged = mergeNetworks(star, 'account:B', found, 150)
  expect(merged.nodes.map(({ id, hop }) => [id, hop])).toEqual([
    ['A', 0],
    ['B', 1],
    ['C', 1],
    ['D', 2],
    ['E', 2],
  ])
  expect(merged.nodes.find(({ id }) => id === 'B')?.neighbours_left_out).toBe(5)
  expect(merged.edges).toHaveLength(4)
  expect(merged.edges.find(({ target }) => target === 'account:B')?.transactions).toBe(9)
  expect(merged.left_out).toBe(8)
  expect(mergeNetworks(merged, 'account:B', found, 150).left_out).toBe(8)
})

test('a full network adds no entity, has no edge to a missing one, and counts the rest', () => {
  const found = network([node('B', 0, { neighbours_left_out: 0 }), node('E', 1)], [edge('B', 'E')])
  const merged = mergeNetworks(star, 'account:B', found, 4)
  expect(merged.nodes).toHaveLength(4)
  expect(merged.edges.some(({ target }) => target === 'account:E')).toBe(false)
  expect(merged.left_out).toBe(4)
})

test('the table lists flagged edges first, with sums exact to the cent', () => {
  expect(prepareTies(star).map(({ source, target }) => `${source.id}${target.id}`)).toEqual([
    'CA',
    'AB',
    'BD',
  ])
  const paid = network(
    [node('A', 0), node('B', 1), node('C', 1)],
    [edge('A', 'B', { amount: '0.10', transactions: 2 }), edge('A', 'C', { amount: '0.20' })],
  )
  expect(tiesInWords(paid, 'account:A', (amount) => amount)).toEqual([
    'Pays 2 shown: 0.30 USD in 3 transactions',
  ])
})
