import { fitLogistic } from '@/lib/engine/inference/import/fit-logistic'
import { seededRandom } from '../support/random'

/** Margins with labels drawn from a known line. */
function draw(n: number, slope: number, intercept: number) {
  const random = seededRandom(7)
  const margins = Float64Array.from({ length: n }, () => 8 * random.next() - 6)
  const labels = Uint8Array.from(margins, (margin) =>
    Number(random.next() < 1 / (1 + Math.exp(-(slope * margin + intercept)))),
  )
  return { margins, labels }
}

test.each([
  [1, 0],
  [0.4, -1.5],
  [2.5, 1],
])('finds the line with slope %d and intercept %d that labels were drawn from', (slope, intercept) => {
  const line = fitLogistic(draw(20_000, slope, intercept), 1)
  expect(Math.abs(line.slope - slope)).toBeLessThan(0.08 * slope)
  expect(Math.abs(line.intercept - intercept)).toBeLessThan(0.15)
})

test('the mean of the probabilities is the fraud rate', () => {
  const data = draw(20_000, 0.8, -2)
  const { slope, intercept } = fitLogistic(data, 1)
  const mean = data.margins.reduce((sum, m) => sum + 1 / (1 + Math.exp(-(slope * m + intercept))), 0) / 20_000
  const rate = data.labels.reduce((sum, label) => sum + label, 0) / 20_000
  expect(Math.abs(mean - rate)).toBeLessThan(1e-4)
})

test('margins that separate the classes have a finite slope', () => {
  const margins = Float64Array.from({ length: 400 }, (_, i) => (i - 200) / 10)
  const line = fitLogistic({ margins, labels: Uint8Array.from(margins, (margin) => Number(margin > 10)) }, 1)
  expect(line.slope).toBeGreaterThan(0)
  expect(Number.isFinite(line.slope) && Number.isFinite(line.intercept)).toBe(true)
})

test('rejects margins that fall with fraud', () => {
  expect(() => fitLogistic(draw(5_000, -1, 0), 1)).toThrow(/higher margins do not mean more fraud/)
})
