import { expiryOf } from '@/components/fraud/expiry'
import { prepareTiles } from '@/app/(workspace)/entities/[id]/prepare-tiles'
import { prepareTrend } from '@/app/(workspace)/entities/[id]/prepare-trend'
import { usualHours, usualInWords } from '@/app/(workspace)/entities/[id]/prepare-usual'
import { readEntityRef } from '@/app/(workspace)/entities/[id]/read-entity-ref'
import type { EntityActivity, EntityUsual } from '@/lib/desk/entities/schema'

/** What the entity's page makes of figures, before anything draws it. */
const hoursWith = (counts: Record<number, number>) =>
  Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0)

test.each([
  ['C-1', undefined, { kind: 'account', id: 'C-1' }],
  ['C%2F1%20%C3%A9', 'device', { kind: 'device', id: 'C/1 é' }],
  ['C%', undefined, null],
  ['C%00', undefined, null],
  ['x'.repeat(65), undefined, null],
  ['C-1', 'person', null],
])('the path %s with kind %s names %j', (id, kind, entity) => {
  expect(readEntityRef(id, kind)).toEqual(entity)
})

test('usual hours are the shortest interval with four of five transactions, also across midnight', () => {
  expect(usualHours(hoursWith({ 9: 4, 10: 4, 20: 2 }))).toEqual({ from: 9, to: 11, share: 0.8 })
  expect(usualHours(hoursWith({ 23: 5, 0: 5 }))).toEqual({ from: 23, to: 1, share: 1 })
  expect(usualHours(hoursWith({ 9: 4 }))).toBeNull()
  expect(usualHours(new Array<number>(24).fill(3))).toBeNull()
})

const usual: EntityUsual = {
  of: 'sent',
  from: null,
  to: null,
  transactions: 10,
  median_amount: '15.00',
  p90_amount: '69.00',
  hours: hoursWith({ 9: 8, 20: 2 }),
  types: [],
  countries: [{ value: 'DE', transactions: 5 }],
  devices: [],
  counterparties: [],
}

test('describes usual behaviour, or states that there are too few transactions', () => {
  expect(usualInWords(usual, 'USD', (amount) => amount)).toEqual([
    'Pays 15.00 USD (median); 90 % of amounts are at most 69.00 USD.',
    '80 % between 09:00 and 10:00.',
    '50 % from DE.',
  ])
  expect(usualInWords({ ...usual, transactions: 1 }, 'USD', String)).toEqual([
    'Only 1 transaction: too few to show a pattern.',
  ])
  expect(usualInWords({ ...usual, median_amount: null, p90_amount: null }, 'USD', String)[0]).toContain(
    'between',
  )
})

test('days without transactions are gaps in the trend', () => {
  const day = (name: string, transactions: number) => ({
    day: name,
    transactions,
    flagged: 0,
    average_score: 0.1,
  })
  const trend = prepareTrend([day('2026-02-27', 1), day('2026-02-28', 5), day('2026-03-02', 2)])
  expect(trend).toMatchObject({ days: 4, first: '2026-02-27', last: '2026-03-02', mostTransactions: 5 })
  expect(trend?.runs.map((run) => run.map(({ at }) => at))).toEqual([[0, 1], [3]])
  expect(prepareTrend([])).toBeNull()
})

const activity: EntityActivity = {
  currency: 'USD',
  transactions: { count: 10_000, capped: true },
  looked_at_since: null,
  sent: { transactions: 1, amount: '1500.00' },
  received: { transactions: 0, amount: '0.00' },
  used: { transactions: 0, amount: '0.00' },
  other_currencies: 0,
  flagged: 3,
  blocked: 0,
  confirmed_fraud: 1,
  open_alerts: 2,
  average_score: null,
  highest_score: null,
}

test('tiles link to what they count, state that there is more, and are absent without data', () => {
  const tiles = new Map(
    prepareTiles({ kind: 'account', id: 'C/1' }, activity).map((tile) => [tile.label, tile]),
  )
  expect(tiles.get('Transactions')).toMatchObject({ figure: '10,000+', href: '/investigate?q=C%2F1' })
  expect(tiles.get('Open alerts')?.href).toBe('/investigate?q=C%2F1&outcome=flagged&decision=pending')
  expect(tiles.get('Flagged')).toMatchObject({ figure: '3', note: 'less than 0.1 % of its transactions' })
  expect(tiles.get('Blocked')).toMatchObject({ figure: '0', href: null })
  expect(tiles.get('Sent')).toMatchObject({ figure: '1.5K USD', note: 'in 1 transaction' })
  expect(tiles.get('Received')?.figure).toBeNull()
  expect(tiles.get('Average score')?.figure).toBeNull()
  expect(prepareTiles({ kind: 'phone', id: '+1' }, activity).map(({ label }) => label)).toContain(
    'Paid with it',
  )
})

test('an entry expires after a chosen time, or never', () => {
  expect(expiryOf('never', 0)).toBeUndefined()
  expect(expiryOf('7d', 0)).toBe('1970-01-08T00:00:00.000Z')
})
