import { getNetwork } from '@/lib/desk/entities'
import type { Network } from '@/lib/desk/entities/schema'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { insertRaw } from '../../../support/raw-transactions'

/** The network shows who paid whom, and who shares a device. */
let minted: MintedTenant
const at = new Date(Date.UTC(2026, 2, 1)).toISOString()
const around = (id: string, hops: 1 | 2, limit?: number) =>
  getNetwork(minted.as.analyst, { kind: 'account', id }, { hops, limit })
const edgesOf = ({ edges }: Network) =>
  edges.map(({ source, target, transactions }) => `${source} -${transactions}-> ${target}`).sort()
const nodesOf = ({ nodes }: Network) => nodes.map(({ kind, id, hop }) => `${hop} ${kind}:${id}`).sort()

beforeAll(async () => {
  minted = await mintTenant()
  await insertRaw(minted.tenant.id, [
    { at, from: 'A', to: 'B', amount: 10, device: 'D' },
    { at, from: 'A', to: 'B', amount: 30, device: 'D', score: 0.8, band: 'high', outcome: 'block' },
    { at, from: 'A', to: 'B', amount: 500, currency: 'EUR' },
    { at, from: 'B', to: 'A', amount: 5 },
    { at, from: 'A', to: 'A', amount: 1 },
    { at, from: 'A', to: null, amount: 1, phone: '+1' },
    { at, from: 'B', to: 'C', amount: 7 },
    { at, from: 'X', to: 'Y', amount: 9, device: 'D' },
    { at, from: 'Y', to: 'B', amount: 2 },
  ])
})

test('one hop has direction, amount, risk and flags of each pair, the devices used, and their other users', async () => {
  const network = await around('A', 1)
  expect(nodesOf(network)).toEqual(['0 account:A', '1 account:B', '1 device:D', '1 phone:+1', '2 account:X'])
  expect(edgesOf(network)).toEqual([
    'account:A -1-> phone:+1',
    'account:A -2-> device:D',
    'account:A -3-> account:B',
    'account:B -1-> account:A',
    'account:X -1-> device:D',
  ])
  expect(
    network.edges.find(({ source, target }) => source === 'account:A' && target === 'account:B'),
  ).toEqual({
    kind: 'payment',
    source: 'account:A',
    target: 'account:B',
    transactions: 3,
    amount: '40.00',
    highest_score: 0.8,
    risk_band: 'high',
    flagged: 1,
  })
})

test('two hops include the neighbours of the neighbours', async () => {
  const network = await around('A', 2)
  expect(nodesOf(network)).toEqual([
    '0 account:A',
    '1 account:B',
    '1 device:D',
    '1 phone:+1',
    '2 account:C',
    '2 account:X',
    '2 account:Y',
  ])
  expect(edgesOf(network)).toContain('account:B -1-> account:C')
  expect(edgesOf(network)).toContain('account:Y -1-> account:B')
  expect(network.left_out).toBe(0)
})

test('a device is the centre of the accounts that paid with it', async () => {
  const network = await getNetwork(minted.as.analyst, { kind: 'device', id: 'D' }, { hops: 1 })
  expect(nodesOf(network)).toEqual(['0 device:D', '1 account:A', '1 account:X'])
  expect(edgesOf(network)).toEqual(['account:A -2-> device:D', 'account:X -1-> device:D'])
})

test('a limit keeps the nearest and counts the rest', async () => {
  const network = await around('A', 2, 2)
  expect(nodesOf(network)).toEqual(['0 account:A', '1 account:B'])
  expect(network.left_out).toBe(4)
})

test('a listed entity shows its list', async () => {
  await addToWatchlist(minted.as.senior_analyst, { account_id: 'B', list_type: 'blocked' })
  const { nodes } = await around('A', 1)
  expect(nodes.map(({ id, watchlist }) => [id, watchlist])).toContainEqual(['B', 'blocked'])
  expect(nodes.filter(({ watchlist }) => watchlist)).toHaveLength(1)
})
