/** Guarantees: a state has a bounded size, packing keeps it bit for bit, and it depends on the past only. */

import fc from 'fast-check'
import {
  emptyAccountState,
  emptyCategoryState,
  emptyDeviceState,
  emptyPhoneState,
  emptyState,
  STATE_KINDS,
  MAX_STATE_BYTES,
  packState,
  readState,
  reduceLabel,
  reduceStates,
  unpackState,
} from '@/lib/engine/features'
import {
  Accounts,
  bits,
  DAY_MS,
  happenings,
  inOrderOfTime,
  labelOf,
  MINUTE_MS,
  START_MS,
  transaction,
  transactions,
  vectorOf,
} from './feature-support'

// Computation only; a longer timeout allows for a busy machine.

it('stays within its size bound after 12,000 distinct largest payments and frauds', () => {
  const states = {
    sender: emptyAccountState(),
    receiver: emptyAccountState(),
    device: emptyDeviceState(),
    phone: emptyPhoneState(),
    category: emptyCategoryState(),
  }
  const largest = { account: 0, device: 0, merchant_category: 0, phone: 0 }
  for (let i = 0; i < 12_000; i++) {
    const fields = {
      occurredAtMs: START_MS + i * 5 * MINUTE_MS,
      amountMinor: 900_719_925_474 - i,
      deviceId: `D${i}`,
      phone: `+${i}`,
      ip: `10.${i % 250}.${i % 249}.1`,
      country: `K${i}`,
      city: `N${i}`,
      latitude: -12.345678901234567,
      longitude: -123.45678901234567,
      merchantCategory: `m${i}`,
      channel: `c${i}`,
    }
    const out = transaction({ ...fields, senderAccount: 'C1', receiverAccount: `C-out-${i}` })
    const back = transaction({ ...fields, senderAccount: `C-in-${i}`, receiverAccount: 'C1' })
    const seen = [
      [out, { ...states, receiver: null }],
      [back, { ...states, sender: emptyAccountState(), receiver: states.sender }],
    ] as const
    for (const [input, moved] of seen) {
      reduceStates(input, moved)
      reduceLabel(labelOf(input, { arrivedAtMs: input.occurredAtMs, unusualAmount: false }), moved)
    }
    if (i % 1000 !== 999) continue
    largest.account = Math.max(largest.account, packState('account', states.sender).length)
    largest.device = Math.max(largest.device, packState('device', states.device).length)
    largest.merchant_category = Math.max(
      largest.merchant_category,
      packState('merchant_category', states.category).length,
    )
  }
  // A burst: as many payments within an hour as a state remembers.
  for (let i = 0; i < 256; i++) {
    const occurredAtMs = START_MS + 12_000 * 5 * MINUTE_MS + i * 14_050
    const input = transaction({ occurredAtMs, senderAccount: 'C1', deviceId: 'D1', phone: '+1' })
    reduceStates(input, { ...states, receiver: null })
  }
  largest.account = Math.max(largest.account, packState('account', states.sender).length)
  largest.device = Math.max(largest.device, packState('device', states.device).length)
  largest.phone = packState('phone', states.phone).length
  for (const kind of STATE_KINDS) {
    expect([kind, largest[kind] <= MAX_STATE_BYTES[kind]]).toEqual([kind, true])
    expect([kind, largest[kind] > MAX_STATE_BYTES[kind] / 2]).toEqual([kind, true])
  }
  const { sent, received } = states.sender
  expect([sent.count, sent.distinctPeers, received.distinctPeers]).toEqual([12_256, 12_001, 12_000])
})

it('gives bit-equal vectors when states are packed and unpacked at every step', () => {
  fc.assert(
    fc.property(happenings(40), (rows) => {
      const kept = new Accounts()
      const stored = new Accounts()
      for (const { input, isFraud, delayMs } of rows) {
        const expected = bits(kept.score(input))
        expect(bits(stored.score(input))).toEqual(expected)
        const label = labelOf(input, { isFraud, arrivedAtMs: input.occurredAtMs })
        if (delayMs !== null) for (const accounts of [kept, stored]) accounts.learn(label)
        stored.throughStore()
      }
    }),
    { numRuns: 60 },
  )
})

it('computes vectors that do not depend on later rows', () => {
  fc.assert(
    fc.property(transactions(40).map(inOrderOfTime), fc.nat(40), (rows, cut) => {
      const whole = new Accounts()
      const all = rows.map((row) => bits(whole.score(row)))
      const part = new Accounts()
      const first = rows.slice(0, cut).map((row) => bits(part.score(row)))
      expect(first).toEqual(all.slice(0, cut))
    }),
    { numRuns: 60 },
  )
})

it('computes features without changing the states', () => {
  const accounts = new Accounts()
  const row = transaction()
  accounts.score(row)
  const before = accounts.snapshot()
  vectorOf(row, accounts.of(row))
  expect(accounts.snapshot()).toEqual(before)
})

it('counts an account that pays itself once in each direction', () => {
  const accounts = new Accounts()
  accounts.score(transaction({ senderAccount: 'C1', receiverAccount: 'C1' }))
  const { sent, received } = accounts.state('C1')
  expect([sent.count, received.count, accounts.states.size]).toEqual([1, 1, 1])
})

it('reads a state of the first layout and leaves fields empty that this layout lacks', () => {
  const flow = {
    n: 2,
    s: 300,
    m: 1,
    q: 0.5,
    f: START_MS,
    l: START_MS + DAY_MS,
    h: [],
    d: [],
    p: [7, 9],
    u: 2,
  }
  const quarters = [4, 1, 100, 5, 2, 200, 8, 1, 50]
  const state = readState('account', { v: 1, sent: { ...flow, w: quarters }, received: { ...flow, w: [] } })
  const latest = (START_MS + DAY_MS) / MINUTE_MS
  expect(state.sent).toEqual({
    recent: [],
    count: 2,
    totalMinor: 300,
    logMean: 1,
    logSquares: 0.5,
    firstMs: START_MS,
    latestMs: START_MS + DAY_MS,
    distinctPeers: 2,
    lastHour: [],
    lastDay: [],
    lastWeek: quarters,
    peers: [7, 1, latest, 9, 1, latest],
    byDay: [1, 3, 0, 2, 1, 0],
    byArrival: [],
  })
  expect(Object.keys(state).sort()).toEqual(Object.keys(emptyAccountState()).sort())
  expect(state.habits).toEqual(emptyAccountState().habits)
  expect(() =>
    vectorOf(transaction(), { sender: state, receiver: state, device: null, category: null }),
  ).not.toThrow()
})

it.each(['account', 'device', 'merchant_category'] as const)(
  'rejects the JSON of a %s from a newer release or with a missing field',
  (kind) => {
    expect(() => readState(kind, { v: 9 })).toThrow('Unknown layout 9')
    expect(() => readState(kind, { v: kind === 'account' ? 2 : 1 })).toThrow('lacks the field')
  },
)

/** A record in which each field has a different value. */
function filled(record: object, next = { value: 300 }): object {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (typeof value === 'number') return [name, next.value++]
      return [name, Array.isArray(value) ? [next.value++, next.value++] : filled(value as object, next)]
    }),
  )
}

it.each(STATE_KINDS)('packs and unpacks every field of a %s', (kind) => {
  const state = filled(emptyState(kind)) as ReturnType<typeof emptyState<typeof kind>>
  const unpacked = unpackState(kind, packState(kind, state))
  expect(unpacked).toEqual(state)
  expect(JSON.stringify(Object.keys(unpacked))).toBe(JSON.stringify(Object.keys(state)))
})
