import fc from 'fast-check'
import { probabilitySteps } from '@/lib/engine/explanation'
import { calibrator } from '@/lib/engine/inference/calibration'

const calibrations = [
  calibrator({ kind: 'logistic', slope: 1.1, intercept: 0.4 }),
  calibrator({ kind: 'beta', a: 0.7, b: 1.2, c: -0.2 }),
  calibrator({ kind: 'monotone-curve', margins: [-8, -2, 3], logits: [-9, -1, 2] }),
]
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
/** ONNX Runtime sums in float32, so the margin differs slightly from the sum of the contributions. */
const path = fc
  .record({
    baseValue: number(-9, 0),
    contributions: fc.array(number(-4, 4), { minLength: 1, maxLength: 60 }),
    rest: number(-1e-5, 1e-5),
    calibrate: fc.constantFrom(...calibrations),
  })
  .map(({ baseValue, contributions, rest, calibrate }) => {
    const margin = contributions.reduce((sum, value) => sum + value, baseValue) + rest
    const ends = { baseValue, baseScore: calibrate(baseValue), margin, score: calibrate(margin) }
    return { ends, contributions, calibrate }
  })

it('starts exactly at the base score and ends exactly at the shown probability', () => {
  fc.assert(
    fc.property(path, ({ ends, contributions, calibrate }) => {
      const steps = probabilitySteps(ends, contributions, calibrate)
      expect(steps[0]).toMatchObject({ marginFrom: ends.baseValue, probabilityFrom: ends.baseScore })
      expect(steps.at(-1)).toMatchObject({ marginTo: ends.margin, probabilityTo: ends.score })
    }),
  )
})

it('has no gaps, changes the margin by each contribution and shows calibrated probabilities between', () => {
  fc.assert(
    fc.property(path, ({ ends, contributions, calibrate }) => {
      const steps = probabilitySteps(ends, contributions, calibrate)
      expect(steps.map(({ contribution }) => contribution)).toEqual(contributions)
      steps.forEach((step, i) => {
        expect(Math.abs(step.marginTo - step.marginFrom - step.contribution)).toBeLessThan(2e-5)
        expect(step.probabilityTo).toBe(calibrate(step.marginTo))
        const next = steps[i + 1] ?? { marginFrom: step.marginTo, probabilityFrom: step.probabilityTo }
        expect([next.marginFrom, next.probabilityFrom]).toEqual([step.marginTo, step.probabilityTo])
      })
    }),
  )
})

it('changes the probability in the direction of the contribution', () => {
  fc.assert(
    fc.property(path, ({ ends, contributions, calibrate }) => {
      for (const step of probabilitySteps(ends, contributions, calibrate).slice(0, -1)) {
        const moved = step.probabilityTo! - step.probabilityFrom!
        expect(moved * step.contribution).toBeGreaterThanOrEqual(-1e-15)
      }
    }),
  )
})

it('without the calibration has only the two end probabilities', () => {
  const ends = { baseValue: -5, baseScore: 0.01, margin: -1, score: 0.3 }
  expect(probabilitySteps(ends, [3, 1], null)).toEqual([
    { contribution: 3, marginFrom: -5, marginTo: -2, probabilityFrom: 0.01, probabilityTo: null },
    { contribution: 1, marginFrom: -2, marginTo: -1, probabilityFrom: null, probabilityTo: 0.3 },
  ])
})
