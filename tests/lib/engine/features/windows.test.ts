/** Guarantee: a window equals a recomputation from the transactions by the documented bucket rule. */

import fc from 'fast-check'
import type { FeatureInput } from '@/lib/engine/features'
import {
  Accounts,
  HOUR_MS,
  inOrderOfTime,
  MINUTE_MS,
  START_MS,
  transaction,
  transactions,
  valueIn,
} from './feature-support'

const SPANS = [
  { suffix: '1h', bucketMs: 5 * MINUTE_MS, buckets: 12 },
  { suffix: '24h', bucketMs: HOUR_MS, buckets: 24 },
  { suffix: '7d', bucketMs: 6 * HOUR_MS, buckets: 28 },
]

function recomputed(past: FeatureInput[], nowMs: number, span: (typeof SPANS)[number]) {
  const last = Math.floor(nowMs / span.bucketMs)
  const inside = past.filter(({ occurredAtMs }) => {
    const bucket = Math.floor(occurredAtMs / span.bucketMs)
    return bucket <= last && bucket > last - span.buckets
  })
  const minor = inside.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return { count: inside.length, amount: Math.fround(minor / 100) }
}

it('counts and sums what was sent and received, for arrivals in order of time', () => {
  fc.assert(
    fc.property(transactions(60).map(inOrderOfTime), (rows) => {
      const accounts = new Accounts()
      rows.forEach((row, i) => {
        const vector = accounts.score(row)
        const sent = rows.slice(0, i).filter((past) => past.senderAccount === row.senderAccount)
        const received = rows.slice(0, i).filter((past) => past.receiverAccount === row.receiverAccount)
        for (const span of SPANS) {
          const expected = recomputed(sent, row.occurredAtMs, span)
          expect(valueIn(vector, `sender_sent_count_${span.suffix}`)).toBe(expected.count)
          expect(valueIn(vector, `sender_sent_amount_${span.suffix}`)).toBe(expected.amount)
          if (row.receiverAccount === null) continue
          const expectedReceived = recomputed(received, row.occurredAtMs, span)
          expect(valueIn(vector, `receiver_received_count_${span.suffix}`)).toBe(expectedReceived.count)
          expect(valueIn(vector, `receiver_received_amount_${span.suffix}`)).toBe(expectedReceived.amount)
        }
      })
    }),
    { numRuns: 60 },
  )
})

it('reaches the same counts and sums for any order of arrival', () => {
  const sums = (rows: FeatureInput[]) => {
    const accounts = new Accounts()
    rows.forEach((row) => accounts.score(row))
    return Object.fromEntries(
      [...accounts.states].map(([account, { sent, received }]) => [
        account,
        [sent, received].map((flow) => [
          [flow.count, flow.totalMinor, flow.firstMs, flow.latestMs],
          [flow.lastHour, flow.lastDay, flow.lastWeek],
        ]),
      ]),
    )
  }
  fc.assert(
    fc.property(transactions(40), fc.integer(), (rows, seed) => {
      const shuffled = rows
        .map((row, i) => ({ row, key: Math.imul(i + 1, seed | 1) }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row)
      expect(sums(shuffled)).toEqual(sums(rows))
    }),
    { numRuns: 100 },
  )
})

it('finds no earlier payment for a late transaction before the first one', () => {
  const accounts = new Accounts()
  accounts.score(transaction({ occurredAtMs: START_MS + 3 * HOUR_MS }))
  const late = accounts.score(transaction({ occurredAtMs: START_MS }))
  expect(valueIn(late, 'sender_sent_count_24h')).toBe(0)
  expect(valueIn(late, 'sender_hours_since_sent')).toBeNaN()
  expect(valueIn(late, 'sender_age_days')).toBeNaN()
  const next = accounts.score(transaction({ occurredAtMs: START_MS + 3 * HOUR_MS }))
  expect(valueIn(next, 'sender_sent_count_1h')).toBe(1)
  expect(valueIn(next, 'sender_sent_count_24h')).toBe(2)
})

it('ignores a transaction older than the kept buckets', () => {
  const accounts = new Accounts()
  accounts.score(transaction({ occurredAtMs: START_MS + 30 * 24 * HOUR_MS }))
  accounts.score(transaction({ occurredAtMs: START_MS }))
  const { sent } = accounts.state('C1')
  expect([sent.lastHour, sent.lastDay, sent.lastWeek].map((list) => list.length)).toEqual([3, 3, 3])
  expect(sent.count).toBe(2)
})
