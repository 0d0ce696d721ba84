import fc from 'fast-check'
import {
  emptyDeviceState,
  type EntityStates,
  FEATURES,
  type FeatureInput,
  FEATURE_NAMES,
  reduceLabel,
  reduceStates,
} from '@/lib/engine/features'
import { changeFact } from '@/lib/engine/explanation/flip/change-fact'
import type { Fact } from '@/lib/engine/explanation/flip/fact'
import { FACTS, type FactName } from '@/lib/engine/explanation/flip/facts'
import type { ScoredRow } from '@/lib/engine/explanation/flip/scored-row'
import {
  Accounts,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  inOrderOfTime,
  transaction,
  transactions,
  vectorOf,
} from '../../features/feature-support'

/** Compares the facts with the catalogue: fails for a dependent feature that is missing or computed wrongly. */
const rowOf = (input: FeatureInput, states: EntityStates): ScoredRow => {
  const vector = vectorOf(input, states)
  return { input, features: new Map(FEATURE_NAMES.map((name, i) => [name, vector[i]!])) }
}
const close = (one: number, other: number): boolean =>
  Object.is(one, other) || Math.abs(one - other) <= 1e-5 * Math.max(1, Math.abs(other))

/** Features whose value after the change differs from the catalogue's value for the changed transaction. */
function wrongAfter(changed: ScoredRow, truth: ScoredRow): string[] {
  return FEATURE_NAMES.filter((name) => !close(changed.features.get(name)!, truth.features.get(name)!))
}

describe('facts of what was sent', () => {
  /** Sometimes repeats the latest payment or takes the whole balance. */
  const world = fc
    .tuple(
      transactions(25),
      transactions(1).filter(({ length }) => length === 1),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([history, [drawn], repeats, drains]): [FeatureInput[], FeatureInput] => {
      const input = { ...drawn!, ...(drains && { senderBalanceBeforeMinor: drawn!.amountMinor }) }
      const twin = { ...input, occurredAtMs: input.occurredAtMs - MINUTE_MS }
      return [repeats ? [...history, twin] : history, input]
    })

  /** A transaction with history, and changes of one fact of its input. */
  function changedAndTrue(history: FeatureInput[], input: FeatureInput, fact: Fact, to: number) {
    const accounts = new Accounts()
    inOrderOfTime(history).forEach((row) => accounts.score(row))
    const before = rowOf(input, accounts.of(input))
    const from = fact.read(before)
    const changed = from === null ? null : changeFact(before, fact, from, to)
    return changed && { changed, truth: rowOf(fact.change(input, to), accounts.of(input)) }
  }

  it.each<[FactName, fc.Arbitrary<number>]>([
    // No history contains this amount: the fact assumes an amount that the sender has not paid before.
    ['amount', fc.integer({ min: 2_000_000_001, max: 4_000_000_000 })],
    ['sender_balance', fc.integer({ min: -1_000_000, max: 1_000_000_000 })],
    ['declined_attempts', fc.integer({ min: 0, max: 12 })],
  ])('%s moves exactly the features that the catalogue moves, to the same values', (name, values) => {
    let told = 0
    fc.assert(
      fc.property(world, values, ([history, input], to) => {
        const outcome = changedAndTrue(history, input, FACTS[name], to)
        if (!outcome) return
        told += 1
        expect(wrongAfter(outcome.changed, outcome.truth)).toEqual([])
      }),
      { numRuns: 300 },
    )
    expect(told).toBeGreaterThan(50)
  })

  it('hour changes the time within the day and excludes habits of another part of the day', () => {
    const timing = FEATURES.filter(({ family }) => family === 'timing').map(({ name }) => name)
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 23 }), ([history, input], to) => {
        const outcome = changedAndTrue(history, input, FACTS.hour, to)
        if (!outcome) return
        expect(wrongAfter(outcome.changed, outcome.truth).filter((name) => timing.includes(name))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('facts of the history', () => {
  const NOW = Date.UTC(2026, 4, 20, 12)
  const input = transaction({
    occurredAtMs: NOW,
    deviceId: 'D1',
    phone: '+1',
    country: 'KE',
    city: 'Nairobi',
    ip: '10.0.0.1',
    latitude: 1,
    longitude: 2,
  })
  const daysAgo = (days: number, fields: Partial<FeatureInput> = {}) =>
    transaction({ occurredAtMs: NOW - days * DAY_MS, receiverAccount: 'C9', ...fields })

  /** The row of `input` after these payments, each with its own device. */
  function rowAfter(history: FeatureInput[], label?: (states: EntityStates) => void): ScoredRow {
    const accounts = new Accounts()
    const devices = new Map<string, ReturnType<typeof emptyDeviceState>>()
    const statesOf = (row: FeatureInput): EntityStates => {
      const device = row.deviceId === null ? null : (devices.get(row.deviceId) ?? emptyDeviceState())
      if (device && row.deviceId !== null) devices.set(row.deviceId, device)
      return { ...accounts.of(row), device }
    }
    for (const row of inOrderOfTime(history)) reduceStates(row, statesOf(row))
    label?.(statesOf(input))
    return rowOf(input, statesOf(input))
  }
  const valuesOf = (row: ScoredRow, names: readonly string[]) => names.map((name) => row.features.get(name))
  const dependentsOf = (name: FactName) => Object.keys(FACTS[name].dependents)
  function change(row: ScoredRow, name: FactName, to: number): ScoredRow {
    const changed = changeFact(row, FACTS[name], FACTS[name].read(row)!, to)
    if (!changed) throw new Error(`${name} cannot be told`)
    return changed
  }
  const inFamily = (family: string, prefix = '') =>
    FEATURES.filter((feature) => feature.family === family && feature.name.startsWith(prefix)).map(
      ({ name }) => name,
    )

  it('new_counterparty equals a pair with three payments, the latest thirty days ago', () => {
    const stranger = rowAfter([daysAgo(60), daysAgo(30)])
    const paid = rowAfter([60, 45, 30].map((days) => daysAgo(days, { receiverAccount: 'C2' })))
    const names = dependentsOf('new_counterparty')
    expect(names.sort()).toEqual(inFamily('pair').sort())
    expect(valuesOf(change(stranger, 'new_counterparty', 0), names)).toEqual(valuesOf(paid, names))
    expect(valuesOf(change(paid, 'new_counterparty', 1), names)).toEqual(valuesOf(stranger, names))
  })

  it('new_counterparty does not apply to a sender without payments, and is never older than the sender', () => {
    expect(FACTS.new_counterparty.read(rowAfter([]))).toBeNull()
    const young = change(rowAfter([daysAgo(2)]), 'new_counterparty', 0)
    expect(young.features.get('pair_days_since_paid')).toBe(2)
  })

  it('device_known and phone_known equal a first use at that age', () => {
    const other = { deviceId: 'D2', phone: '+2' }
    const unknown = rowAfter([daysAgo(30, other)])
    const known = rowAfter([daysAgo(30, { deviceId: 'D1', phone: '+1' })])
    expect(FACTS.device_known.read(unknown)).toBe(0)
    for (const name of ['device_known', 'phone_known'] as const) {
      const names = dependentsOf(name)
      expect(valuesOf(change(unknown, name, 30), names)).toEqual(valuesOf(known, names))
    }
    expect(FACTS.device_known.read(rowAfter([]))).toBeNaN()
  })

  it('usual_place equals a place of half of the payments, without distance', () => {
    const here = { country: 'KE', city: 'Nairobi', ip: '10.0.0.1', latitude: 1, longitude: 2 }
    const away = { country: 'US', city: 'Boston', ip: '10.0.9.9', latitude: 42, longitude: -71 }
    const abroad = rowAfter([daysAgo(9, away), daysAgo(8, away)])
    const home = rowAfter([daysAgo(9, away), daysAgo(8, here)])
    const names = dependentsOf('usual_place')
    expect(names.sort()).toEqual(inFamily('location').sort())
    expect(FACTS.usual_place.read(abroad)).toBe(0)
    expect(valuesOf(change(abroad, 'usual_place', 0.5), names)).toEqual(valuesOf(home, names))
    expect(FACTS.usual_place.read(rowAfter([]))).toBeNull()
  })

  it('receiver_age equals a receiver with a first payment at that age', () => {
    const young = rowAfter([daysAgo(2, { receiverAccount: 'C2' })])
    const old = rowAfter([daysAgo(90, { receiverAccount: 'C2' })])
    const names = dependentsOf('receiver_age')
    expect(valuesOf(change(young, 'receiver_age', 90), names)).toEqual(valuesOf(old, names))
    expect(FACTS.receiver_age.read(rowAfter([]))).toBeNaN()
  })

  it.each([
    ['receiver_frauds', 'receiver_'],
    ['sender_frauds', 'sender_'],
    ['device_frauds', 'device_'],
  ] as const)('%s equals a history without fraud labels', (name, prefix) => {
    const history = [10, 9, 8.5].map((days) => daysAgo(days, { receiverAccount: 'C2', deviceId: 'D1' }))
    const clean = rowAfter(history)
    const known = rowAfter(history, (states) =>
      reduceLabel(
        {
          ...daysAgo(9, { receiverAccount: 'C2', deviceId: 'D1' }),
          arrivedAtMs: NOW - 3 * HOUR_MS,
          isFraud: true,
          unusualAmount: false,
          sign: 1,
        },
        states,
      ),
    )
    const names = dependentsOf(name)
    expect(names.sort()).toEqual(inFamily('label feedback', prefix).sort())
    expect(valuesOf(known, names)).not.toEqual(valuesOf(clean, names))
    expect(FACTS[name].alternatives(FACTS[name].read(known)!, 'safer')).toEqual([0])
    expect(valuesOf(change(known, name, 0), names)).toEqual(valuesOf(clean, names))
    expect(FACTS[name].alternatives(FACTS[name].read(clean)!, 'safer')).toEqual([])
  })
})

describe('every fact', () => {
  it.each(Object.entries<Fact>(FACTS))('%s depends only on features of the catalogue', (_, fact) => {
    expect(Object.keys(fact.dependents).filter((name) => !FEATURE_NAMES.includes(name))).toEqual([])
  })

  it.each(Object.entries<Fact>(FACTS))(
    '%s lists alternatives from near to far, without the current value',
    (_, fact) => {
      for (const from of [0, 1, 7, 23, 181_000_50]) {
        for (const direction of ['safer', 'riskier'] as const) {
          const sizes = fact.alternatives(from, direction).map((to) => fact.sizeOf(from, to))
          expect(fact.alternatives(from, direction)).not.toContain(from)
          expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
          expect(sizes.length).toBeLessThanOrEqual(200)
        }
      }
    },
  )
})
