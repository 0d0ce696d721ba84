import { calibrationSchema, calibrator } from '@/lib/inference/calibration'

const calibrate = calibrator({ kind: 'logistic', slope: 1.3, intercept: -0.4 })

test('is the logistic function of slope times margin plus intercept', () => {
  expect(calibrate(0.4 / 1.3)).toBeCloseTo(0.5, 12)
  expect(calibrate(2)).toBeCloseTo(1 / (1 + Math.exp(-2.2)), 14)
  expect(calibrate(-2)).toBeCloseTo(1 / (1 + Math.exp(3)), 14)
})

test('rises strictly over every margin that a model gives, down to differences of 1e-6', () => {
  const margins = Array.from({ length: 15_000 }, (_, i) => -15 + i * 0.002).flatMap((m) => [m, m + 1e-6])
  const scores = margins.map(calibrate)
  expect(scores.every((score, i) => i === 0 || score > scores[i - 1]!)).toBe(true)
})

test.each([-1e6, -800, -40, 40, 800, 1e6])('stays strictly between 0 and 1 at margin %p', (margin) => {
  expect(calibrate(margin)).toBeGreaterThan(0)
  expect(calibrate(margin)).toBeLessThan(1)
})

test.each([0, -1, Infinity, NaN])('a slope of %p would break the order and is refused', (slope) => {
  expect(calibrationSchema.safeParse({ kind: 'logistic', slope, intercept: 0 }).success).toBe(false)
})
