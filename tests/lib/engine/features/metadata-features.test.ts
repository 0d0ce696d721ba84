/** Guarantee: a model reads a number of the metadata as it was sent, and anything else as missing. */

import { featureTexts, isMetadataFeature, metadataKeyOf, readMetadataNumber } from '@/lib/engine/features'

it.each([
  ['metadata.risk_score', true],
  ['metadata.A-1', true],
  [`metadata.${'k'.repeat(64)}`, true],
  [`metadata.${'k'.repeat(65)}`, false],
  ['metadata.', false],
  ['metadata.a.b', false],
  ['metadata.a b', false],
  ['amount', false],
])('%s is a field of the metadata: %p', (name, expected) => {
  expect(isMetadataFeature(name)).toBe(expected)
})

it.each<[unknown, number]>([
  [0.1, Math.fround(0.1)],
  [-7, -7],
  [0, 0],
  ['7', NaN],
  [true, NaN],
  [null, NaN],
  [[7], NaN],
  [{ value: 7 }, NaN],
  [1e39, NaN],
])('reads %p as %p', (value, expected) => {
  expect(readMetadataNumber({ risk: value }, 'risk')).toBe(expected)
})

it('reads own fields only, and none of a transaction without metadata', () => {
  expect(readMetadataNumber(null, 'risk')).toBeNaN()
  expect(readMetadataNumber({}, 'risk')).toBeNaN()
  expect(readMetadataNumber({}, 'constructor')).toBeNaN()
  const inherited = Object.create({ risk: 1 }) as Record<string, unknown>
  expect(readMetadataNumber(inherited, 'risk')).toBeNaN()
})

it('names the field in its texts; a feature that left the catalogue has none', () => {
  const name = 'metadata.risk'
  expect(metadataKeyOf(name)).toBe('risk')
  expect(featureTexts(name)).toMatchObject({ name, label: 'risk (metadata)', family: 'metadata' })
  expect(featureTexts('amount')).toMatchObject({ name: 'amount', family: 'amount' })
  expect(featureTexts('left_long_ago')).toBeNull()
})
