import fc from 'fast-check'
import {
  prepareExplanation,
  SHOWN_STEPS,
  wordsFor,
} from '@/app/(workspace)/transactions/[id]/prepare-explanation'
import { FEATURE_NAMES, featureNamed } from '@/lib/engine/features'
import { calibrator } from '@/lib/engine/inference/calibration'
import { explainPrediction } from '@/lib/desk/transactions/explain-prediction'

const contributions = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), {
  minLength: 1,
  maxLength: FEATURE_NAMES.length,
})
const calibrate = calibrator({ kind: 'logistic', slope: 1.2, intercept: 0.5 })

/** A transaction's score and explanation as they are stored: greatest first, with the probability after each. */
function detailOf(values: number[], baseValue: number) {
  const strongest = values
    .map((contribution, i) => ({ name: FEATURE_NAMES[i]!, value: i, contribution }))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  // ONNX Runtime sums in float32, so the margin lies a little beside the sum.
  const margin = baseValue + values.reduce((total, value) => total + value, 0) + 3e-6
  const ends = { baseValue, baseScore: calibrate(baseValue), margin, score: calibrate(margin) }
  const evaluation = { id: 'p', ...ends, features: strongest.map(({ value }) => value) }
  const contributions = strongest.map(({ contribution }) => contribution)
  const names = strongest.map(({ name }) => name)
  const explained = explainPrediction({ ...evaluation, contributions }, names, calibrate)
  const { baseScore, margin: sum, score } = ends
  return { score, explanation: { base_value: baseValue, base_score: baseScore, margin: sum, ...explained } }
}

it('adds up from the base value to exactly the margin and the score, by feature and by family', () => {
  fc.assert(
    fc.property(contributions, fc.double({ min: -9, max: 0, noNaN: true }), (values, base) => {
      const detail = detailOf(values, base)
      const { byFeature, byFamily } = prepareExplanation(detail)
      for (const { steps, axis } of [byFeature, byFamily]) {
        expect(steps[0]?.from).toBe(base)
        steps.slice(1).forEach((step, i) => expect(step.from).toBe(steps[i]?.to))
        expect(steps.at(-1)).toMatchObject({ to: detail.explanation.margin, probability: detail.score })
        for (const { from, to } of steps) {
          expect(Math.min(from, to)).toBeGreaterThanOrEqual(axis.min)
          expect(Math.max(from, to)).toBeLessThanOrEqual(axis.max)
        }
      }
    }),
  )
})

it('shows after each step the probability at the end of its bar', () => {
  const { byFeature, byFamily } = prepareExplanation(detailOf([2, -1, 0.5, 0.25, 3], -6))
  for (const { to, probability } of [...byFeature.steps, ...byFamily.steps]) {
    expect(probability).toBeCloseTo(calibrate(to), 12)
  }
})

it('splits contributions into those that raise and those that lower', () => {
  fc.assert(
    fc.property(contributions, (values) => {
      const { raises, lowers } = prepareExplanation(detailOf(values, -6))
      expect(raises.sum).toBeGreaterThanOrEqual(0)
      expect(lowers.sum).toBeLessThanOrEqual(0)
      expect(raises.count + lowers.count).toBe(values.filter((value) => value !== 0).length)
    }),
  )
})

it('shows the ten strongest separately and the rest as one sum', () => {
  const values = FEATURE_NAMES.map((_, i) => (i % 2 ? 1 : -1) / (i + 1))
  const { steps } = prepareExplanation(detailOf(values, -6)).byFeature
  expect(steps).toHaveLength(SHOWN_STEPS + 1)
  expect(steps.at(-1)?.label).toBe(`${FEATURE_NAMES.length - SHOWN_STEPS} other features`)
  const magnitudes = steps.slice(0, -1).map(({ contribution }) => Math.abs(contribution))
  expect(magnitudes).toEqual([...magnitudes].sort((a, b) => b - a))
})

it('sums families with their number of features', () => {
  const { steps } = prepareExplanation(detailOf([3, -1], -6)).byFamily
  expect(steps).toHaveLength(1)
  expect(steps[0]).toMatchObject({ key: 'amount', label: 'Amount', value: '2 features' })
})

it('shows readable names of features, and the stored name of an unknown one', () => {
  expect(wordsFor({ name: 'amount', value: 1234.5 })).toEqual({
    label: featureNamed('amount').label,
    value: '1,234.50',
  })
  expect(wordsFor({ name: 'long_gone', value: 3 })).toEqual({ label: 'long_gone', value: '3' })
  expect(wordsFor({ name: 'long_gone', value: null }).value).toBe('not known')
})
