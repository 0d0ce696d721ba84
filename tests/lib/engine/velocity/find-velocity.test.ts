/** Guarantee: docs/velocity.md, what counts in the window, whatever the order of arrival. */

import fc from 'fast-check'
import {
  type FeatureInput,
  MAX_EARLIER_TIMES,
  MAX_STATE_BYTES,
  packState,
  reduceStates,
} from '@/lib/engine/features'
import { findVelocity, type VelocityFinding, type VelocityRule } from '@/lib/engine/velocity'
import { newStateMap, statesOf } from '@/lib/scoring/states'
import { DAY_MS, HOUR_MS, MINUTE_MS, START_MS, transaction } from '../features/feature-support'

const RULE: VelocityRule = {
  windowSeconds: 60,
  threshold: 10,
  reviewFrom: null,
  blockFrom: null,
  rings: null,
}
/** Times that a state knows: 8 recent payments and those before. */
const KNOWN = MAX_EARLIER_TIMES + 8

/** What scoring does with the payments in the order of their arrival, without the database. */
function arrivals(rule = RULE) {
  const states = newStateMap()
  return {
    states,
    pay(fields: Partial<FeatureInput>): readonly VelocityFinding[] {
      const input = transaction(fields)
      const own = statesOf(states, input)
      const found = findVelocity(input, own, rule)
      reduceStates(input, own)
      return found
    },
  }
}

/** Pays at these times, in milliseconds from the start; returns what the last payment finds. */
function afterAll(times: readonly number[], fields: Partial<FeatureInput> = {}, rule = RULE) {
  const { pay } = arrivals(rule)
  return times.map((ms) => pay({ ...fields, occurredAtMs: START_MS + ms })).at(-1) ?? []
}

const sender = (payments: number, severity: VelocityFinding['severity'], atLeast = false) => [
  { party: 'sender', payments, severity, atLeast },
]
const nTimes = (count: number, ms: number) => Array.from({ length: count }, () => ms)

describe('the window', () => {
  it('ends with the payment and begins after the time 60 s before it', () => {
    expect(afterAll([0, ...nTimes(9, 1_000), 59_999])).toEqual(sender(11, 'low'))
    expect(afterAll([0, ...nTimes(9, 1_000), 60_000])).toEqual([])
    expect(afterAll([0, ...nTimes(10, 1_000), 60_000])).toEqual(sender(11, 'low'))
  })

  it.each([
    [10, []],
    [11, sender(11, 'low')],
    [15, sender(15, 'low')],
    [16, sender(16, 'high')],
    [25, sender(25, 'high')],
    [26, sender(26, 'critical')],
  ])('finds what %i payments in it mean', (count, expected) => {
    expect(afterAll(nTimes(count, 0))).toEqual(expected)
  })

  it('leaves out payments that arrived before but happened later', () => {
    expect(afterAll([...nTimes(20, 5_000), ...nTimes(10, 0)])).toEqual([])
    expect(afterAll([...nTimes(20, 5_000), ...nTimes(11, 0)])).toEqual(sender(11, 'low'))
  })

  it('counts a late payment in the window of its own time', () => {
    const burst = nTimes(10, 0)
    expect(afterAll([...burst, 30 * MINUTE_MS, 59_999])).toEqual(sender(11, 'low'))
    expect(afterAll([...burst, 30 * MINUTE_MS, 60_000])).toEqual([])
  })

  it('follows the settings of the institution', () => {
    const rule = { ...RULE, windowSeconds: 10, threshold: 2 }
    expect(afterAll([0, 5_000, 9_999], {}, rule)).toEqual(sender(3, 'low'))
    expect(afterAll([0, 5_000, 10_000], {}, rule)).toEqual([])
  })
})

describe('the parties', () => {
  it('are counted apart: many senders share a phone and a device', () => {
    const { pay } = arrivals()
    const shared = (i: number) => pay({ senderAccount: `C${i}`, phone: '+1', deviceId: 'D1' })
    for (let i = 0; i < 15; i++) shared(i)
    expect(shared(15)).toEqual([
      { party: 'phone', payments: 16, severity: 'high', atLeast: false },
      { party: 'device', payments: 16, severity: 'high', atLeast: false },
    ])
    expect(pay({ senderAccount: 'C3' })).toEqual([])
    expect(pay({ senderAccount: 'C3', phone: '+2', deviceId: 'D2' })).toEqual([])
  })

  it('are named with most payments first', () => {
    const { pay } = arrivals()
    for (let i = 0; i < 12; i++) pay({ senderAccount: 'C1', deviceId: 'D1' })
    for (let i = 0; i < 8; i++) pay({ senderAccount: 'C2', deviceId: 'D1' })
    expect(
      pay({ senderAccount: 'C1', deviceId: 'D1' }).map(({ party, payments }) => [party, payments]),
    ).toEqual([
      ['device', 21],
      ['sender', 13],
    ])
  })

  it('count a receiver only for what it sends', () => {
    const { pay } = arrivals()
    for (let i = 0; i < 30; i++) pay({ senderAccount: `C${i}`, receiverAccount: 'M1' })
    expect(pay({ senderAccount: 'M1' })).toEqual([])
  })
})

describe('bounded memory', () => {
  it('counts at least what it knows of a burst that it cannot hold, and stays critical', () => {
    expect(afterAll(Array.from({ length: KNOWN + 1 }, (_, i) => i))).toEqual(sender(KNOWN + 1, 'critical'))
    const found = afterAll(Array.from({ length: 2_000 }, (_, i) => i))
    expect(found).toEqual(sender(KNOWN + 1, 'critical', true))
  })

  it('is exact for a burst after a long history, which it has forgotten', () => {
    const history = Array.from({ length: 500 }, (_, i) => i * HOUR_MS)
    const burst = nTimes(12, 500 * HOUR_MS)
    expect(afterAll([...history, ...burst])).toEqual(sender(12, 'low'))
  })

  it('counts at least what it knows for a payment that is late by more than an hour', () => {
    const late = Array.from({ length: 11 }, (_, i) => i)
    const { pay } = arrivals({ ...RULE, threshold: 2 })
    for (const ms of [...late, 2 * HOUR_MS]) pay({ occurredAtMs: START_MS + ms })
    expect(pay({ occurredAtMs: START_MS + 20 })).toEqual(sender(8, 'critical', true))
  })

  it('keeps no state beyond its bound, and little between bursts', () => {
    const { states, pay } = arrivals()
    const party = { senderAccount: 'C1', phone: '+1', deviceId: 'D1' }
    const sizes = () => [
      packState('account', states.account.get('C1')!).length,
      packState('device', states.device.get('D1')!).length,
      packState('phone', states.phone.get('+1')!).length,
    ]
    pay({ ...party, occurredAtMs: START_MS })
    for (let i = 0; i < 2_000; i++) pay({ ...party, occurredAtMs: START_MS + i * 14_000 })
    const busy = sizes()
    expect(busy[0]).toBeLessThan(MAX_STATE_BYTES.account)
    expect(busy[1]).toBeLessThan(MAX_STATE_BYTES.device)
    expect(busy[2]).toBeLessThan(MAX_STATE_BYTES.phone)
    for (let day = 1; day <= 3; day++)
      pay({ ...party, occurredAtMs: START_MS + 2_000 * 14_000 + day * 3 * DAY_MS })
    expect(states.account.get('C1')!.earlierSent).toEqual([])
    expect(sizes()[2]).toBeLessThan(32)
  })
})

/** The table of docs/velocity.md in words: the first severity whose largest number of payments is not exceeded. */
function severityBySearch(payments: number, threshold: number) {
  const largest = [
    { severity: null, most: threshold },
    { severity: 'low', most: 1.5 * threshold },
    { severity: 'high', most: 2.5 * threshold },
    { severity: 'critical', most: Infinity },
  ] as const
  return largest.find(({ most }) => payments <= most)?.severity
}

it('gives the documented values for any order of arrival', () => {
  const edges = [0, 9_999, 10_000, 10_001, 59_999, 60_000, 60_001]
  const seconds = fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 90_000 }) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 10_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
  )
  // Beyond an hour of the newest payment a state keeps the 8 latest payments.
  const time = fc
    .tuple(fc.constantFrom(0, 0, 0, 20 * MINUTE_MS, 30 * HOUR_MS), seconds)
    .map(([part, ms]) => part + ms)
  const payment = fc.record({
    ms: time,
    senderAccount: fc.constantFrom('C1', 'C1', 'C2'),
    phone: fc.constantFrom('+1', null),
  })
  // Odd thresholds have edges between whole numbers.
  const settings = fc.record({
    threshold: fc.constantFrom(2, 3, 4, 5),
    windowSeconds: fc.constantFrom(10, 60),
  })
  let bounds = 0
  const found = { none: 0, low: 0, high: 0, critical: 0 }
  fc.assert(
    fc.property(
      fc.array(payment, { minLength: 20, maxLength: 60, size: 'max' }),
      settings,
      (payments, setting) => {
        const rule = { ...RULE, ...setting }
        const windowMs = 1_000 * rule.windowSeconds
        const { states, pay } = arrivals(rule)
        payments.forEach(({ ms, ...parties }, i) => {
          const findings = pay({ ...parties, occurredAtMs: START_MS + ms })
          for (const party of ['sender', 'phone'] as const) {
            const isOwn = (other: (typeof payments)[number]) =>
              party === 'sender'
                ? other.senderAccount === parties.senderAccount
                : other.phone === parties.phone
            if (party === 'phone' && parties.phone === null) continue
            const own = payments.slice(0, i + 1).filter(isOwn)
            const exact = own.filter((other) => other.ms > ms - windowMs && other.ms <= ms).length
            const finding = findings.find((one) => one.party === party)
            const newest = Math.max(...own.map((other) => other.ms))
            const later = own.filter((other) => other.ms > ms - windowMs).length
            // A state knows the payments of the last hour, and the latest 8 in any case.
            const isKnown = newest - ms < HOUR_MS - MINUTE_MS || later <= 8
            if (isKnown) {
              expect(finding?.payments ?? exact).toBe(exact)
              expect(finding?.severity ?? null).toBe(severityBySearch(exact, rule.threshold))
            }
            found[finding?.severity ?? 'none'] += 1
            if (finding === undefined) continue
            expect(finding.payments).toBeLessThanOrEqual(exact)
            if (!finding.atLeast) expect(finding.payments).toBe(exact)
            else bounds += 1
          }
        })
        for (const state of states.account.values()) {
          expect(state.earlierSent).toEqual(state.earlierSent.toSorted((a, b) => a - b))
        }
      },
    ),
    { numRuns: 200 },
  )
  for (const times of Object.values(found)) expect(times).toBeGreaterThan(0)
  expect(bounds).toBeGreaterThan(0)
})
