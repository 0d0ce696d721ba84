/** Guarantee: the catalogue is complete and correct: names, texts, formulas, and which features can be missing. */

import fc from 'fast-check'
import { FEATURE_COUNT, FEATURE_FAMILIES, FEATURE_NAMES, FEATURES } from '@/lib/engine/features'
import { Accounts, happenings, labelOf } from './feature-support'

// Computation only; a longer timeout allows for a busy machine.

it('has distinct names and labels and no id, flag column or balance afterwards', () => {
  expect(FEATURE_COUNT).toBe(FEATURES.length)
  expect(new Set(FEATURE_NAMES).size).toBe(FEATURE_COUNT)
  expect(new Set(FEATURES.map(({ label }) => label)).size).toBe(FEATURE_COUNT)
  expect(FEATURE_NAMES.filter((name) => /after|new_?balance|flagged|account_id|step/.test(name))).toEqual([])
  expect(FEATURE_NAMES.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([])
})

it('has features in every family but the metadata, and texts for high, low and missing values', () => {
  const used = new Set(FEATURES.map(({ family }) => family))
  expect([...used].sort()).toEqual(FEATURE_FAMILIES.filter((family) => family !== 'metadata').sort())
  for (const feature of FEATURES) {
    expect([feature.name, feature.high === feature.low]).toEqual([feature.name, false])
    for (const text of [feature.label, feature.formula, feature.high, feature.low])
      expect([feature.name, text.length > 3]).toEqual([feature.name, true])
    if (feature.missing !== undefined)
      expect([feature.name, feature.missing === '']).toEqual([feature.name, false])
  }
})

it('keeps every balance in the balance family, so a model can exclude it', () => {
  const named = FEATURE_NAMES.filter((name) => /balance|empty|drain/.test(name))
  const family = FEATURES.filter((feature) => feature.family === 'balance').map(({ name }) => name)
  expect(family).toEqual(named)
  const mixed = (balance: number) => {
    const accounts = new Accounts()
    const rows = fc.sample(happenings(30), { numRuns: 20, seed: 5 }).flat()
    return rows.map(({ input }) =>
      [
        ...accounts.score({
          ...input,
          senderBalanceBeforeMinor: balance,
          receiverBalanceBeforeMinor: balance,
        }),
      ].filter((_value, i) => FEATURES[i]!.family !== 'balance'),
    )
  }
  expect(mixed(0)).toEqual(mixed(7_777_777))
})

it('returns NaN only for features that declare it, and never an infinite value', () => {
  const missing = new Set<string>()
  const known = new Set<string>()
  fc.assert(
    fc.property(happenings(60), (rows) => {
      const accounts = new Accounts()
      for (const { input, isFraud, delayMs } of rows) {
        const vector = accounts.score(input)
        FEATURES.forEach(({ name }, i) => (Number.isNaN(vector[i]) ? missing : known).add(name))
        expect(vector.some((value) => Math.abs(value) === Infinity)).toBe(false)
        if (delayMs !== null) accounts.learn(labelOf(input, { isFraud, arrivedAtMs: input.occurredAtMs }))
      }
    }),
    { numRuns: 100, seed: 11 },
  )
  const mayBeMissing = FEATURES.filter((feature) => feature.mayBeMissing).map(({ name }) => name)
  expect([...missing].sort()).toEqual(mayBeMissing.sort())
  expect(FEATURE_NAMES.filter((name) => !known.has(name))).toEqual([])
})
