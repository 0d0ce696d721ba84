/** Guarantee: features include a fraud from the arrival of its label on, and exclude it after a withdrawal. */

import fc from 'fast-check'
import { isUnusualAmount, type LabelEvent } from '@/lib/engine/features'
import { emptyFraudRun, type FraudRun, updateFraudRun } from '@/lib/engine/features/states/fraud-run'
import {
  Accounts,
  DAY_MS,
  happenings,
  HOUR_MS,
  labelOf,
  START_MS,
  transaction,
  valueIn,
} from './feature-support'

// Computation only; a longer timeout allows for a busy machine.

const TODAY_MS = Math.floor(START_MS / DAY_MS) * DAY_MS
const daysAgo = (days: number) => TODAY_MS - days * DAY_MS + 9 * HOUR_MS

/** Applies payments and labels on the given days, then returns the features of a payment now. */
function after(payments: { daysAgo: number; label?: Partial<LabelEvent> }[]) {
  const accounts = new Accounts()
  const shared = { receiverAccount: 'M1', deviceId: 'D1', merchantCategory: 'food' }
  for (const payment of payments) {
    const input = transaction({ ...shared, occurredAtMs: daysAgo(payment.daysAgo) })
    accounts.score(input)
    if (payment.label) accounts.learn(labelOf(input, { arrivedAtMs: daysAgo(0), ...payment.label }))
  }
  const vector = accounts.score(transaction({ ...shared, occurredAtMs: TODAY_MS + 12 * HOUR_MS }))
  return (name: string) => valueIn(vector, name)
}

const fraud: Partial<LabelEvent> = { isFraud: true }
const legitimate: Partial<LabelEvent> = { isFraud: false }

it('divides frauds by the payments of whole days that are older than a week', () => {
  const read = after([
    { daysAgo: 38, label: fraud },
    { daysAgo: 37, label: fraud },
    { daysAgo: 15 },
    { daysAgo: 14, label: fraud },
    { daysAgo: 8 },
    { daysAgo: 7, label: fraud },
    { daysAgo: 0, label: fraud },
  ])
  expect(read('receiver_fraud_rate_7d')).toBe(0.5)
  expect(read('receiver_fraud_rate_30d')).toBe(0.5)
  expect(read('sender_fraud_rate_30d')).toBe(0.5)
  expect(read('device_fraud_rate_30d')).toBe(0.5)
})

it('has no rate without payments in that time', () => {
  const read = after([{ daysAgo: 7, label: fraud }])
  expect(read('receiver_fraud_rate_7d')).toBeNaN()
  expect(read('receiver_fraud_rate_30d')).toBeNaN()
})

it('counts frauds by the day on which the label arrived', () => {
  const arrivals = [0, 1, 2, 7, 8, 30, 31]
  const read = after(
    arrivals.map((days) => ({ daysAgo: 31, label: { ...fraud, arrivedAtMs: daysAgo(days) } })),
  )
  const names = [
    'receiver_frauds_1d',
    'receiver_frauds_7d',
    'receiver_frauds_30d',
    'sender_frauds_30d',
    'device_frauds_30d',
  ]
  expect(names.map(read)).toEqual([2, 4, 6, 6, 6])
})

it('counts frauds with a usual amount of a known sender separately', () => {
  const read = after(
    [false, false, true, null].map((unusualAmount) => ({ daysAgo: 9, label: { ...fraud, unusualAmount } })),
  )
  expect(read('receiver_frauds_7d')).toBe(4)
  expect(read('receiver_unexplained_frauds_30d')).toBe(2)
})

it('returns the share of frauds among the labels of a category', () => {
  expect(after([{ daysAgo: 9 }])('category_fraud_rate_30d')).toBeNaN()
  const labels = [fraud, legitimate, legitimate, legitimate, { ...fraud, arrivedAtMs: daysAgo(31) }]
  expect(after(labels.map((label) => ({ daysAgo: 9, label })))('category_fraud_rate_30d')).toBe(0.25)
})

it('dates the latest known fraud of the sender by the day of the transaction', () => {
  expect(after([{ daysAgo: 9 }])('sender_days_since_fraud')).toBeNaN()
  const payments = [{ daysAgo: 20, label: fraud }, { daysAgo: 9, label: fraud }, { daysAgo: 3 }]
  expect(after(payments)('sender_days_since_fraud')).toBe(9)
})

describe('consecutive frauds at the receiver', () => {
  const runOf = (...labels: [days: number, label: Partial<LabelEvent>][]) => {
    const read = after(labels.map(([days, label]) => ({ daysAgo: days, label })))
    return [read('receiver_fraud_run'), read('receiver_fraud_run_days')]
  }
  const age = (days: number) => days + 3 / 24

  it('increase with each fraud and have the age of the first', () => {
    expect(runOf([9, fraud])).toEqual([1, age(9)])
    expect(runOf([9, fraud], [8, fraud], [8, fraud])).toEqual([3, age(9)])
    expect(runOf()).toEqual([0, NaN])
  })

  it('end with a legitimate label and start again after it', () => {
    expect(runOf([9, fraud], [8, legitimate])).toEqual([0, NaN])
    expect(runOf([9, fraud], [8, legitimate], [7, fraud])).toEqual([1, age(7)])
  })

  it('follow the time of the payments, not the arrival of the labels', () => {
    expect(runOf([8, fraud], [9, fraud])).toEqual([2, age(9)])
    expect(runOf([7, fraud], [8, legitimate], [9, fraud])).toEqual([1, age(7)])
    expect(runOf([8, legitimate], [9, fraud])).toEqual([0, NaN])
  })

  it('exclude a withdrawn fraud', () => {
    expect(runOf([9, fraud], [8, fraud], [9, { ...fraud, sign: -1 }])).toEqual([1, age(8)])
  })

  it('continue when the legitimate label that ended them is withdrawn', () => {
    const withdrawn = { ...legitimate, sign: -1 as const }
    expect(runOf([9, fraud], [8, legitimate], [8, withdrawn])).toEqual([1, age(9)])
    expect(runOf([9, fraud], [8, legitimate], [8, withdrawn], [8, fraud])).toEqual([2, age(9)])
    expect(runOf([8, legitimate], [9, fraud], [8, withdrawn])).toEqual([1, age(9)])
    expect(runOf([9, legitimate], [8, legitimate], [9, withdrawn], [8, fraud])).toEqual([0, NaN])
  })

  it('are counted up to 32, and keep their age', () => {
    const labels = Array.from({ length: 35 }, (_, i): [number, Partial<LabelEvent>] => [35 - i, fraud])
    expect(runOf(...labels)).toEqual([32, age(35)])
  })
})

it('restores all counts when a label is withdrawn', () => {
  fc.assert(
    fc.property(happenings(40), fc.nat(), (rows, choice) => {
      const corrected = new Accounts()
      const untouched = new Accounts()
      const wrong = rows.length === 0 ? -1 : choice % rows.length
      rows.forEach(({ input, isFraud }, i) => {
        const unusualAmount = isUnusualAmount(input, corrected.of(input))
        for (const accounts of [corrected, untouched]) accounts.score(input)
        const label = labelOf(input, { isFraud, unusualAmount, arrivedAtMs: input.occurredAtMs })
        corrected.learn(label)
        if (i === wrong) corrected.learn({ ...label, sign: -1 })
        else untouched.learn(label)
      })
      expect(ownLabels(corrected)).toEqual(ownLabels(untouched))
    }),
    { numRuns: 100 },
  )
})

/** The states without what they keep for withdrawals: a label that was withdrawn may have displaced the oldest of it. */
function ownLabels(accounts: Accounts): unknown {
  const [states, ...others] = accounts.snapshot() as [[string, { fraudRun: FraudRun }][], unknown, unknown]
  return [
    states.map(([id, { fraudRun, ...state }]) => [
      id,
      { ...state, run: [fraudRun.fraudMinutes, fraudRun.legitimateMinute] },
    ]),
    others,
  ]
}

it('gives the fraud run of the labels in force, whatever came and went before', () => {
  const step = fc.record({ minute: fc.integer({ min: 1, max: 12 }), isFraud: fc.boolean() })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 7 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (labels, toggles) => {
        const run = emptyFraudRun()
        const inForce = new Set<number>()
        for (const toggle of toggles) {
          const at = toggle % Math.max(1, labels.length)
          const label = labels[at]
          if (!label) continue
          const sign = inForce.delete(at) ? -1 : 1
          if (sign === 1) inForce.add(at)
          const occurredAtMs = label.minute * 60_000
          updateFraudRun(run, {
            ...label,
            occurredAtMs,
            sign,
            arrivedAtMs: occurredAtMs,
            unusualAmount: null,
          })
        }
        const minutes = (isFraud: boolean) =>
          [...inForce].flatMap((at) => (labels[at]?.isFraud === isFraud ? [labels[at].minute] : []))
        const latest = Math.max(0, ...minutes(false))
        expect(run.legitimateMinute).toBe(latest)
        expect(run.fraudMinutes).toEqual(
          minutes(true)
            .filter((minute) => minute > latest)
            .sort((a, b) => a - b),
        )
      },
    ),
    { numRuns: 500 },
  )
})

it('subtracts nothing from days outside the window', () => {
  const accounts = new Accounts()
  const old = transaction({ deviceId: 'D1', merchantCategory: 'food' })
  const recent = transaction({
    deviceId: 'D1',
    merchantCategory: 'food',
    occurredAtMs: START_MS + 60 * DAY_MS,
  })
  for (const input of [old, recent]) {
    accounts.score(input)
    accounts.learn(labelOf(input, { arrivedAtMs: input.occurredAtMs }))
  }
  for (const input of [recent, old])
    accounts.learn(labelOf(input, { arrivedAtMs: input.occurredAtMs, sign: -1 }))
  const vector = accounts.score(recent)
  const counts = ['receiver_frauds_30d', 'sender_frauds_30d', 'device_frauds_30d', 'receiver_fraud_run']
  expect(counts.map((name) => valueIn(vector, name))).toEqual([0, 0, 0, 0])
  expect(valueIn(vector, 'category_fraud_rate_30d')).toBeNaN()
})

describe('an unusual amount', () => {
  const after = (amounts: number[]) => {
    const accounts = new Accounts()
    for (const amountMinor of amounts) accounts.score(transaction({ amountMinor }))
    return (amountMinor: number) => isUnusualAmount({ amountMinor }, accounts.of(transaction()))
  }

  it('is more than three times the running median of the sender', () => {
    const isUnusual = after([100, 1_000_000, 200, 300])
    expect([isUnusual(750), isUnusual(751)]).toEqual([false, true])
  })

  it('is unknown with fewer than three earlier payments', () => {
    expect([after([100, 100])(1_000_000), after([100, 100, 100])(1_000_000)]).toEqual([null, true])
  })
})
