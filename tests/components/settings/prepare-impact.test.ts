import { namedFlipsOf, overloadOf, prepareImpact } from '@/app/(workspace)/settings/prepare-impact'
import type { Impact, ImpactWindow } from '@/lib/governance/changes/schema'

const range = { expected: '1234.50', low: '-10.00', high: '2000.00' }
const WINDOW: ImpactWindow = {
  days: 7,
  from: '2026-11-24T00:00:00.000Z',
  covered_days: 7,
  transactions: 12_000,
  alerts: { before: 700, after: 1_050 },
  alerts_per_day: { before: 100, after: 150 },
  blocked: {
    before: { transactions: 3, amount: '900.00' },
    after: { transactions: 3, amount: '900.00' },
  },
  flipped: 350,
  flips: [],
  money: { won: range, lost: range, net: range },
  labels: {
    from: '2026-10-25T00:00:00.000Z',
    to: '2026-11-01T00:00:00.000Z',
    frauds: 12,
    frauds_stopped: { before: 9, after: 11 },
    genuine_stopped: { before: 40, after: 61 },
  },
}
const IMPACT: Impact = {
  to: '2026-12-01T00:00:00.000Z',
  currency: 'USD',
  alert_capacity_per_day: 144,
  label_delay_days: 30,
  comparison: null,
  counted_from: null,
  windows: [WINDOW],
  largest_flips: [],
}
const textOf = (impact: Impact, label: string) =>
  prepareImpact(impact).find((row) => row.label.startsWith(label))?.cells

test('shows before and after, and one value where nothing changes', () => {
  expect(textOf(IMPACT, 'Alerts per day (capacity 144)')).toEqual(['100 → 150'])
  expect(textOf(IMPACT, 'Blocked money (USD)')).toEqual(['900.00'])
  expect(textOf(IMPACT, 'Known frauds stopped')).toEqual(['9 → 11 of 12'])
})

test('shows money with its interval', () => {
  expect(textOf(IMPACT, 'Won')).toEqual(['1,234.50 (−10.00 to 2,000.00)'])
})

test('says that no fraud is known instead of "0 of 0"', () => {
  const labels = { ...WINDOW.labels, frauds: 0, frauds_stopped: { before: 0, after: 0 } }
  expect(textOf({ ...IMPACT, windows: [{ ...WINDOW, labels }] }, 'Known frauds')).toEqual(['none known'])
})

test('warns where the alerts exceed the capacity, and says whether they do so already', () => {
  expect(overloadOf(IMPACT)).toBe('Alerts would exceed the review capacity by 6 a day.')
  expect(overloadOf({ ...IMPACT, alert_capacity_per_day: 150 })).toBeNull()
  expect(overloadOf({ ...IMPACT, alert_capacity_per_day: 90 })).toBe(
    'Alerts would exceed the review capacity by 60 a day. They exceed it now as well.',
  )
})

test('says how many payments with another outcome are named, and that all of them are counted', () => {
  const named = {
    transaction_id: 'T-1',
    occurred_at: IMPACT.to,
    sender_account: 'C-1',
    amount: '1.00',
    score: 0.5,
  }
  const largest = [{ ...named, from: 'approve' as const, to: 'review' as const }]
  const windows = [{ ...WINDOW, flipped: 451_000 }]
  expect(namedFlipsOf({ ...IMPACT, windows, largest_flips: largest })).toBe(
    'Of 451,000 payments with another outcome, all of which are counted above, these are the 1 largest.',
  )
  expect(namedFlipsOf({ ...IMPACT, windows: [{ ...WINDOW, flipped: 1 }], largest_flips: largest })).toBe(
    'These are all payments with another outcome.',
  )
})
