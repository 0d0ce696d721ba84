/** Guarantee: each feature follows its stated formula and is NaN if unknown. */

import {
  computeFeatures,
  emptyAccountState,
  stateKeysOf,
  FEATURE_COUNT,
  FEATURE_NAMES,
  FEATURES,
  type FeatureInput,
} from '@/lib/engine/features'
import { Accounts, DAY_MS, HOUR_MS, START_MS, transaction, valueIn, vectorOf } from './feature-support'

// Computation only; a longer timeout allows for a busy machine.

const fresh = () => ({
  sender: emptyAccountState(),
  receiver: emptyAccountState(),
  device: null,
  category: null,
})
const valuesOf = (input: FeatureInput, names: string[]) => {
  const vector = vectorOf(input, fresh())
  return names.map((name) => valueIn(vector, name))
}

describe('features of the row alone', () => {
  it('return amount and type', () => {
    const names = ['amount', 'amount_log', 'amount_is_round', 'type_transfer', 'type_cash_out']
    expect(valuesOf(transaction({ amountMinor: 120_050 }), names)).toEqual([
      1200.5,
      Math.fround(Math.log1p(1200.5)),
      0,
      1,
      0,
    ])
    expect(valuesOf(transaction({ amountMinor: 120_000, type: 'OTHER' }), names).slice(2)).toEqual([1, 0, 0])
    expect(valuesOf(transaction({ amountMinor: 0 }), ['amount', 'amount_is_round'])).toEqual([0, 0])
  })

  it.each([
    ['2026-03-04T13:59:59Z', [13, 2, 0, 0]],
    ['2026-03-07T05:59:59Z', [5, 5, 1, 1]],
    ['2026-03-08T06:00:00Z', [6, 6, 1, 0]],
    ['1969-12-31T23:00:00Z', [23, 2, 0, 0]],
  ])('return hour, weekday, weekend and night of %s in UTC', (at, expected) => {
    const names = ['hour_of_day', 'day_of_week', 'is_weekend', 'is_night']
    expect(valuesOf(transaction({ occurredAtMs: Date.parse(at) }), names)).toEqual(expected)
  })

  it.each([
    ['all of the balance', 50_000, 50_000, [1, 1]],
    ['half of it', 25_000, 50_000, [0.5, 0]],
    ['more than it', 100_000, 50_000, [2, 0]],
    ['an empty account', 5_000, 0, [50, 0]],
    ['an overdrawn account', 5_000, -70_000, [50, 0]],
    ['a balance that is not known', 5_000, null, [NaN, NaN]],
  ])('compare the amount with the balance before: %s', (_case, amountMinor, balance, expected) => {
    const input = transaction({ amountMinor, senderBalanceBeforeMinor: balance })
    expect(valuesOf(input, ['amount_to_sender_balance', 'drains_sender_balance'])).toEqual(expected)
  })

  it.each([
    [0, 1],
    [-100, 1],
    [1, 0],
    [null, NaN],
  ])('return for a receiver balance of %p the flag "was empty" as %p', (balance, expected) => {
    expect(valuesOf(transaction({ receiverBalanceBeforeMinor: balance }), ['receiver_was_empty'])).toEqual([
      expected,
    ])
  })
})

describe('features of the history', () => {
  it('are missing or zero for a new account', () => {
    const vector = vectorOf(transaction(), fresh())
    for (const { name, family, unit, mayBeMissing } of FEATURES) {
      if (name === 'declined_attempts') continue
      if (family !== 'sender history' && family !== 'receiver history') continue
      const isTotal =
        unit === 'count' ||
        name.includes('_amount_1h') ||
        name.includes('_amount_24h') ||
        name.includes('_amount_7d')
      const expected = isTotal || unit === 'flag' ? 0 : NaN
      expect([name, valueIn(vector, name)]).toEqual([name, expected])
      if (Number.isNaN(expected)) expect(mayBeMissing).toBe(true)
    }
    expect(valueIn(vector, 'is_new_counterparty')).toBe(1)
  })

  it('compare an amount with the habits of the sender', () => {
    const accounts = new Accounts()
    const amounts = [10_000, 20_000, 40_000]
    amounts.forEach((amountMinor, i) =>
      accounts.score(transaction({ amountMinor, occurredAtMs: START_MS + i * HOUR_MS })),
    )
    const input = transaction({ amountMinor: 320_000, occurredAtMs: START_MS + DAY_MS })
    const vector = vectorOf(input, accounts.of(input))

    const logs = amounts.map((minor) => Math.log1p(minor / 100))
    const mean = logs.reduce((a, b) => a + b) / 3
    const spread = Math.sqrt(logs.reduce((total, log) => total + (log - mean) ** 2, 0) / 2)
    expect(valueIn(vector, 'sender_amount_log_mean')).toBeCloseTo(mean, 5)
    expect(valueIn(vector, 'sender_amount_log_spread')).toBeCloseTo(spread, 5)
    expect(valueIn(vector, 'sender_amount_zscore')).toBeCloseTo((Math.log1p(3200) - mean) / spread, 4)
    expect(valueIn(vector, 'sender_amount_to_mean')).toBeCloseTo(3200 / (700 / 3), 4)
    expect(valueIn(vector, 'sender_hours_since_sent')).toBe(22)
    expect(valueIn(vector, 'sender_age_days')).toBe(1)
  })

  it('compare an outgoing amount with the money received in the last 24 hours', () => {
    const accounts = new Accounts()
    accounts.score(transaction({ senderAccount: 'C9', receiverAccount: 'C1', amountMinor: 80_000 }))
    const onward = transaction({ occurredAtMs: START_MS + 2 * HOUR_MS, amountMinor: 60_000 })
    const vector = accounts.score(onward)
    expect(valueIn(vector, 'sender_pass_through')).toBe(0.75)
    expect(valueIn(vector, 'sender_received_amount_24h')).toBe(800)
    expect(valueIn(vector, 'sender_hours_since_received')).toBe(2)
    const later = accounts.score(transaction({ occurredAtMs: START_MS + 3 * DAY_MS }))
    expect(valueIn(later, 'sender_pass_through')).toBeNaN()
  })

  it('count the senders and the amounts that the receiver got', () => {
    const accounts = new Accounts()
    accounts.score(transaction({ senderAccount: 'C8', receiverAccount: 'C2', amountMinor: 10_000 }))
    accounts.score(transaction({ senderAccount: 'C9', receiverAccount: 'C2', amountMinor: 30_000 }))
    accounts.score(transaction({ senderAccount: 'C2', receiverAccount: 'M1' }))
    const vector = accounts.score(transaction({ amountMinor: 60_000 }))
    expect(valueIn(vector, 'receiver_distinct_senders')).toBe(2)
    expect(valueIn(vector, 'receiver_amount_to_mean')).toBe(3)
  })

  it('recognise the last 32 counterparties and no older ones', () => {
    const accounts = new Accounts()
    const pay = (receiverAccount: string) =>
      valueIn(accounts.score(transaction({ receiverAccount })), 'is_new_counterparty')
    expect([pay('C2'), pay('C2')]).toEqual([1, 0])
    for (let i = 0; i < 31; i++) pay(`M${i}`)
    expect(pay('C2')).toBe(0)
    for (let i = 0; i < 32; i++) pay(`N${i}`)
    expect(pay('C2')).toBe(1)
  })

  it('of the receiver are missing without a receiver', () => {
    const input = transaction({ receiverAccount: null })
    const vector = vectorOf(input, { ...fresh(), receiver: null })
    const missing = FEATURE_NAMES.filter(
      (name) => name.startsWith('receiver_') || name === 'is_new_counterparty',
    )
    expect(missing.map((name) => valueIn(vector, name)).every(Number.isNaN)).toBe(true)
  })
})

describe('the vector', () => {
  it('has about forty columns with distinct names and no id, flag column or balance afterwards', () => {
    expect(FEATURE_COUNT).toBe(FEATURES.length)
    expect(new Set(FEATURE_NAMES).size).toBe(FEATURE_COUNT)
    expect(FEATURE_NAMES.filter((name) => /after|new_?balance|flagged|account_id|step/.test(name))).toEqual(
      [],
    )
    expect(FEATURE_NAMES.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([])
  })

  it('is written at its offset and changes no other value', () => {
    const out = new Float32Array(FEATURE_COUNT + 2).fill(-7)
    computeFeatures(transaction(), fresh(), out, 1)
    expect([out[0], out[FEATURE_COUNT + 1]]).toEqual([-7, -7])
    expect(out[1]).toBe(1200.5)
  })

  it.each([-1, 1])('rejects an offset of %p that would cut it', (offset) => {
    expect(() => computeFeatures(transaction(), fresh(), new Float32Array(FEATURE_COUNT), offset)).toThrow(
      RangeError,
    )
  })
})

it('names each account of a transaction once, sender first', () => {
  const keys = (sender: string, receiver: string | null) =>
    stateKeysOf(transaction({ senderAccount: sender, receiverAccount: receiver })).map(
      ({ kind, id }) => `${kind}:${id}`,
    )
  expect(keys('C1', 'M2')).toEqual(['account:C1', 'account:M2'])
  expect(keys('C1', 'C1')).toEqual(['account:C1'])
  expect(keys('C1', null)).toEqual(['account:C1'])
})
