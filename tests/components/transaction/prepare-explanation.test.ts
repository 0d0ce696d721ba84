import fc from 'fast-check'
import {
  prepareExplanation,
  SHOWN_STEPS,
  wordsFor,
} from '@/app/(workspace)/transactions/[id]/prepare-explanation'
import { FEATURE_NAMES, featureNamed } from '@/lib/features'

const contributions = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), {
  minLength: 1,
  maxLength: FEATURE_NAMES.length,
})
const predictionOf = (values: number[], baseValue: number) => ({
  baseValue,
  baseScore: 0.002,
  margin: baseValue + values.reduce((total, value) => total + value, 0),
  score: 0.5,
  contributions: values.map((contribution, i) => ({ name: FEATURE_NAMES[i] ?? '', value: i, contribution })),
})

it('walks from the base value to the margin without a gap, whatever the contributions', () => {
  fc.assert(
    fc.property(contributions, fc.double({ min: -9, max: 0, noNaN: true }), (values, base) => {
      const { steps, margin, axis } = prepareExplanation(predictionOf(values, base))
      expect(steps[0]?.from).toBe(base)
      steps.slice(1).forEach((step, i) => expect(step.from).toBe(steps[i]?.to))
      expect(steps.at(-1)?.to).toBeCloseTo(margin, 9)
      for (const { from, to } of steps) {
        expect(Math.min(from, to)).toBeGreaterThanOrEqual(axis.min)
        expect(Math.max(from, to)).toBeLessThanOrEqual(axis.max)
      }
    }),
  )
})

it('splits the whole into what raises and what lowers', () => {
  fc.assert(
    fc.property(contributions, (values) => {
      const { raises, lowers } = prepareExplanation(predictionOf(values, -6))
      expect(raises.sum).toBeGreaterThanOrEqual(0)
      expect(lowers.sum).toBeLessThanOrEqual(0)
      expect(raises.count + lowers.count).toBe(values.filter((value) => value !== 0).length)
    }),
  )
})

it('shows the ten strongest one by one and the rest as their sum', () => {
  const values = FEATURE_NAMES.map((_, i) => (i % 2 ? 1 : -1) / (i + 1))
  const { steps } = prepareExplanation(predictionOf(values, -6))
  expect(steps).toHaveLength(SHOWN_STEPS + 1)
  expect(steps.at(-1)?.label).toBe(`${FEATURE_NAMES.length - SHOWN_STEPS} other features`)
  const magnitudes = steps.slice(0, -1).map(({ contribution }) => Math.abs(contribution))
  expect(magnitudes).toEqual([...magnitudes].sort((a, b) => b - a))
})

it('names features readably, and keeps the stored name of one that has left the catalogue', () => {
  expect(wordsFor({ name: 'amount', value: 1234.5 })).toEqual({
    label: featureNamed('amount').label,
    value: '1,234.50',
  })
  expect(wordsFor({ name: 'long_gone', value: 3 })).toEqual({ label: 'long_gone', value: '3' })
  expect(wordsFor({ name: 'long_gone', value: null }).value).toBe('not known')
})
