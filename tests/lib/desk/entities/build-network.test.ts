import { pruneNetwork } from '@/lib/desk/entities/build-network'
import type { Expanded, Tie } from '@/lib/desk/entities/expand-entities'
import { NETWORK_LIMITS } from '@/lib/desk/entities/schema'

/** Which entities a bounded picture shows, and what it says of the others. */
type Kind = Tie['kind']
const tie = (id: string, otherId: string, more: Partial<Tie> = {}): Tie => ({
  kind: 'account',
  id,
  otherKind: 'account',
  otherId,
  direction: 'out',
  transactions: 1,
  amount: '1.00',
  highestScore: 0.1,
  band: 0,
  flagged: 0,
  ...more,
})
const around = (id: string, ties: Tie[], more: Partial<Expanded> = {}): Expanded => ({
  kind: 'account',
  id,
  neighbours: new Set(ties.map(({ otherId }) => otherId)).size,
  capped: false,
  ties,
  ...more,
})
const A = { kind: 'account', id: 'A' } as const
const ids = (found: { nodes: { id: string }[] }) => found.nodes.map(({ id }) => id)
const many = (id: string, count: number) => Array.from({ length: count }, (_, i) => tie(id, `${id}-${i}`))

test('shows twelve neighbours of the centre and six of each of those, and counts the others', () => {
  const [near, far] = NETWORK_LIMITS.neighbours
  const centre = around('A', many('A', near), { neighbours: 40 })
  const next = centre.ties.map(({ otherId }) => around(otherId, many(otherId, far + 2)))
  const found = pruneNetwork(A, [centre, ...next], 2, NETWORK_LIMITS.nodes)
  expect(found.nodes).toHaveLength(1 + near + near * far)
  expect(found.leftOut).toBe(40 - near + 2 * near)
  expect(pruneNetwork(A, [centre, ...next], 1, NETWORK_LIMITS.nodes).nodes).toHaveLength(1 + near)
})

test('one hop includes the accounts that share a device', () => {
  const use: Partial<Tie> = { otherKind: 'device' }
  const shared = around('D', [tie('D', 'X', { kind: 'device', direction: 'in', transactions: 4 })], {
    kind: 'device' as Kind,
  })
  const found = pruneNetwork(A, [around('A', [tie('A', 'D', use)]), shared], 1, 150)
  expect(ids(found)).toEqual(['A', 'D', 'X'])
  expect(found.edges).toMatchObject([
    { kind: 'use', source: 'account:A', target: 'device:D' },
    { kind: 'use', source: 'account:X', target: 'device:D', transactions: 4 },
  ])
})

test('a pair read from both ends is one edge per direction, from the end with more transactions', () => {
  const found = pruneNetwork(
    A,
    [
      around('A', [tie('A', 'B', { transactions: 3 }), tie('A', 'B', { direction: 'in' })]),
      around('B', [tie('B', 'A', { direction: 'in', transactions: 5, flagged: 2, band: 2 })]),
    ],
    2,
    150,
  )
  expect(found.edges).toMatchObject([
    { source: 'account:A', target: 'account:B', transactions: 5, flagged: 2, risk_band: 'high' },
    { source: 'account:B', target: 'account:A', transactions: 1 },
  ])
  expect(found.nodes).toMatchObject([
    { id: 'A', risk_band: 'high', flagged: 2, neighbours_left_out: 0 },
    { id: 'B', risk_band: 'high', flagged: 2, neighbours_left_out: 0 },
  ])
})

test('a limit keeps the nearest entities; no edge leads to a hidden entity', () => {
  const next = ['A-0', 'A-1'].map((id) => around(id, many(id, 2)))
  const found = pruneNetwork(A, [around('A', many('A', 2)), ...next], 2, 4)
  expect(ids(found)).toEqual(['A', 'A-0', 'A-1', 'A-0-0'])
  expect(found.edges.map(({ target }) => target)).toEqual(['account:A-0', 'account:A-1', 'account:A-0-0'])
  expect(found.leftOut).toBe(3)
})

test('neighbours of each other have an edge, and no entity is shown twice', () => {
  const ring = [
    around('A', [tie('A', 'B'), tie('A', 'C')]),
    around('B', [tie('B', 'C')]),
    around('C', [tie('C', 'A')]),
  ]
  const found = pruneNetwork(A, ring, 2, 150)
  expect(ids(found)).toEqual(['A', 'B', 'C'])
  expect(found.edges.map(({ source, target }) => `${source} ${target}`)).toContain('account:B account:C')
})
