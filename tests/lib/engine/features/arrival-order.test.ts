/** Guarantee: docs/features.md, "Late events and events ahead of the clock", whatever the order of arrival. */

import fc from 'fast-check'
import { FEATURES, type FeatureInput } from '@/lib/engine/features'
import {
  Accounts,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  START_MS,
  transaction,
  transactions,
  valueIn,
} from './feature-support'

// Computation only; a longer timeout allows for a busy machine.

const SPANS = [
  { suffix: '1h', bucketMs: 5 * MINUTE_MS, buckets: 12, most: 36 },
  { suffix: '24h', bucketMs: HOUR_MS, buckets: 24, most: 48 },
  { suffix: '7d', bucketMs: 6 * HOUR_MS, buckets: 28, most: 37 },
]
type Span = (typeof SPANS)[number]
const LATE_MS = 2 * DAY_MS
const RECENT = 8

/** Plain recomputation: the payments up to the time of the event, from the first bucket of its window. */
function recomputed(past: readonly FeatureInput[], nowMs: number, { bucketMs, buckets }: Span) {
  const fromMs = (Math.floor(nowMs / bucketMs) - buckets + 1) * bucketMs
  const inside = past.filter(({ occurredAtMs }) => occurredAtMs >= fromMs && occurredAtMs <= nowMs)
  const minor = inside.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return { count: inside.length, amount: Math.fround(minor / 100) }
}

/** The limits that the document names: lateness, later payments, and distinct buckets since the window began. */
function isExact(past: readonly FeatureInput[], nowMs: number, { bucketMs, buckets, most }: Span): boolean {
  const times = past.map(({ occurredAtMs }) => occurredAtMs)
  if (Math.max(nowMs, ...times) - nowMs > LATE_MS) return false
  if (times.filter((time) => time > nowMs).length > RECENT) return false
  const from = Math.floor(nowMs / bucketMs) - buckets + 1
  const since = times.map((time) => Math.floor(time / bucketMs)).filter((bucket) => bucket >= from)
  return new Set(since).size <= most
}

const compressed = transactions(60).map((rows) =>
  rows.map((row) => ({ ...row, occurredAtMs: START_MS + Math.floor((row.occurredAtMs - START_MS) / 4) })),
)

it.each([
  ['over ten days', transactions(60)],
  ['over sixty hours', compressed],
])('counts, sums and finds the latest payment up to the time of each event, arrivals %s', (_, arbitrary) => {
  let checked = 0
  fc.assert(
    fc.property(arbitrary, (rows) => {
      const accounts = new Accounts()
      rows.forEach((row, i) => {
        const { occurredAtMs: nowMs, senderAccount, receiverAccount } = row
        const vector = accounts.score(row)
        const sent = rows.slice(0, i).filter((past) => past.senderAccount === senderAccount)
        const received = rows.slice(0, i).filter((past) => past.receiverAccount === receiverAccount)
        const flows = [
          { past: sent, name: 'sender_sent' },
          ...(receiverAccount === null ? [] : [{ past: received, name: 'receiver_received' }]),
        ]
        for (const { past, name } of flows) {
          for (const span of SPANS.filter((span) => isExact(past, nowMs, span))) {
            const { count, amount } = recomputed(past, nowMs, span)
            expect(valueIn(vector, `${name}_count_${span.suffix}`)).toBe(count)
            expect(valueIn(vector, `${name}_amount_${span.suffix}`)).toBe(amount)
            if (past.some(({ occurredAtMs }) => occurredAtMs > nowMs)) checked += 1
          }
        }
        const before = sent.map((past) => past.occurredAtMs).filter((time) => time <= nowMs)
        const newestMs = Math.max(nowMs, ...sent.map((past) => past.occurredAtMs))
        if (sent.length - before.length > RECENT - 1 || newestMs - nowMs > LATE_MS) return
        const hours = before.length ? Math.fround((nowMs - Math.max(...before)) / HOUR_MS) : NaN
        expect(valueIn(vector, 'sender_hours_since_sent')).toBe(hours)
      })
    }),
    { numRuns: 150, seed: 20261130 },
  )
  expect(checked).toBeGreaterThan(200)
})

it('counts the payment before the window of the newest one for an event that is a day late', () => {
  const accounts = new Accounts()
  const hoursAgo = (hours: number) =>
    accounts.score(transaction({ occurredAtMs: START_MS - hours * HOUR_MS, amountMinor: 10_000 }))
  for (const hours of [30, 5, 1]) hoursAgo(hours)
  const late = hoursAgo(20)
  expect(valueIn(late, 'sender_sent_amount_24h')).toBe(100)
  expect(valueIn(late, 'sender_same_amount_24h')).toBe(1)
  expect(valueIn(late, 'sender_hours_since_sent')).toBe(10)
})

/** Features of velocity whose window ends at the event's own time. */
const VELOCITY = FEATURES.map(({ name }) => name).filter((name) =>
  /(sent|received|count|amount)_(1h|24h|7d)$|hours_since|velocity_ratio|pass_through$/.test(name),
)

it('leaves the velocity of the present as it was while the newest events lie up to five minutes ahead', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 47 * 60 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 5 * MINUTE_MS }), { minLength: 1, maxLength: RECENT - 1 }),
      fc.integer({ min: 0, max: DAY_MS }),
      (minutesAgo, aheadMs, shift) => {
        const now = START_MS + shift
        const past = [...minutesAgo].sort((a, b) => b - a)
        const run = (ahead: readonly number[]) => {
          const accounts = new Accounts()
          const given = { deviceId: 'D1', amountMinor: 10_000 }
          for (const minutes of past)
            accounts.score(transaction({ ...given, occurredAtMs: now - minutes * MINUTE_MS }))
          for (const ms of ahead)
            accounts.score(transaction({ ...given, amountMinor: 77_700, occurredAtMs: now + ms }))
          const vector = accounts.score(transaction({ ...given, occurredAtMs: now }))
          return VELOCITY.map((name) => [name, valueIn(vector, name)])
        }
        expect(run(aheadMs)).toEqual(run([]))
      },
    ),
    { numRuns: 200, seed: 5 },
  )
})

it('counts a counterparty of the last day also while its latest payment is ahead of the clock', () => {
  const accounts = new Accounts()
  accounts.score(transaction({ occurredAtMs: START_MS - HOUR_MS }))
  accounts.score(transaction({ occurredAtMs: START_MS + 4 * MINUTE_MS }))
  const now = accounts.score(transaction({ occurredAtMs: START_MS }))
  expect(valueIn(now, 'sender_receivers_24h')).toBe(1)
})
