import { summarizeWindow } from '@/lib/governance/changes/impact/summarize-window'
import type { Group } from '@/lib/governance/changes/impact/read-flips'

const COSTS = { lossShare: 1, lossFixed: 0, review: 5, stopped: 20 }
const NO_MONEY = { expectedWon: 0, expectedLost: 0, varianceWon: 0, varianceLost: 0, covariance: 0 }

const group = (changes: Partial<Group>): Group => ({
  span: 7,
  was: 'review',
  will: 'review',
  transactions: 1,
  amount: '10.00',
  ...NO_MONEY,
  ...changes,
})

const WINDOW = {
  days: 30 as const,
  from: new Date('2026-11-01T00:00:00Z'),
  coveredDays: 10,
  transactions: 500,
}
const summarize = (groups: Group[]) => summarizeWindow(WINDOW, { groups, heavy: [], largest: [] }, COSTS, 2)

test('adds the shorter windows and leaves out the longer ones', () => {
  const window = summarize([
    group({ transactions: 3, amount: '30.00' }),
    group({ span: 30, was: 'approve', transactions: 2, amount: '5.50' }),
    group({ span: 90, was: 'approve', will: 'block', transactions: 100, amount: '1.00' }),
  ])
  expect(window).toMatchObject({
    transactions: 500,
    alerts: { before: 3, after: 5 },
    alerts_per_day: { before: 0.3, after: 0.5 },
    flipped: 2,
    flips: [{ from: 'approve', to: 'review', transactions: 2, amount: '5.50' }],
  })
})

test('merges the flips of several windows, the most frequent first', () => {
  const flip = { was: 'approve', will: 'review' } as const
  const { flips, blocked } = summarize([
    group({ was: 'review', will: 'block', amount: '99.00' }),
    group({ ...flip, amount: '1.10' }),
    group({ ...flip, span: 30, amount: '2.20' }),
  ])
  expect(flips).toEqual([
    { from: 'approve', to: 'review', transactions: 2, amount: '3.30' },
    { from: 'review', to: 'block', transactions: 1, amount: '99.00' },
  ])
  expect(blocked).toEqual({
    before: { transactions: 0, amount: '0.00' },
    after: { transactions: 1, amount: '99.00' },
  })
})

test('a review that both outcomes need is neither won nor lost', () => {
  const { money } = summarize([group({ was: 'review', will: 'block', transactions: 4 })])
  // Four payments are stopped, if all of them are genuine; no review is added.
  expect(money.won.expected).toBe('0.00')
  expect(money.lost.expected).toBe('80.00')
  expect(money.net.expected).toBe('-80.00')
})

test('a review that is no longer needed is won, fraud that is let through is lost', () => {
  const { money } = summarize([group({ was: 'review', will: 'approve', transactions: 10, expectedLost: 30 })])
  expect(money.won.expected).toBe('50.00')
  expect(money.lost.expected).toBe('30.00')
  expect(money.net.expected).toBe('20.00')
})
