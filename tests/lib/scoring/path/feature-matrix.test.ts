import { FEATURE_NAMES, type FeatureInput } from '@/lib/engine/features'
import type { Model } from '@/lib/engine/inference'
import { featureMatrices } from '@/lib/scoring/path/feature-matrix'
import { newStateMap } from '@/lib/scoring/states'

/** What the matrix of a model holds: features of the catalogue, and numbers of the metadata where the model names them. */
const model = (...featureNames: string[]) => ({ featureNames }) as unknown as Model

const input = (amountMinor: number): FeatureInput => ({
  occurredAtMs: Date.parse('2026-11-30T12:00:00Z'),
  type: 'PAYMENT',
  amountMinor,
  senderAccount: 'A',
  senderBalanceBeforeMinor: null,
  receiverAccount: null,
  receiverBalanceBeforeMinor: null,
  deviceId: null,
  phone: null,
  ip: null,
  country: null,
  city: null,
  latitude: null,
  longitude: null,
  merchantCategory: null,
  channel: null,
  declinedAttempts: null,
})
const INPUTS = [input(1_000), input(2_000), input(3_000)]
const METADATA = [{ risk: 0.25, other: 5 }, null, { risk: 'high' }]

test('a model reads the fields of the metadata that it names, in its own order, and others are missing', () => {
  const first = model('metadata.risk', 'amount', 'metadata.other')
  const second = model('amount')
  const { matrices } = featureMatrices([first, second], INPUTS, newStateMap(), (row) => METADATA[row] ?? null)
  expect([...matrices[0]!]).toEqual([0.25, 10, 5, NaN, 20, NaN, NaN, 30, NaN])
  expect([...matrices[1]!]).toEqual([10, 20, 30])
})

test('models with the same features share a matrix, those with other fields do not', () => {
  const models = [model('metadata.a'), model('metadata.a'), model('metadata.b')]
  const { matrices } = featureMatrices(models, INPUTS, newStateMap(), () => ({ a: 1, b: 2 }))
  expect(matrices[0]).toBe(matrices[1])
  expect([...matrices[2]!]).toEqual([2, 2, 2])
})

test('the metadata is not asked for where no model names a field of it', () => {
  const metadataOf = jest.fn(() => null)
  featureMatrices([model(...FEATURE_NAMES)], INPUTS, newStateMap(), metadataOf)
  expect(metadataOf).not.toHaveBeenCalled()
})

test('a feature that is unknown stops scoring', () => {
  expect(() => featureMatrices([model('amount', 'unknown')], INPUTS, newStateMap())).toThrow(
    expect.objectContaining({ code: 'model-unavailable' }),
  )
})
