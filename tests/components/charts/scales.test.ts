import fc from 'fast-check'
import { thinPoints } from '@/components/charts/plot-spec'
import { linearScale, logScale } from '@/components/charts/scales'

const labels = (scale: { ticks: { label: string }[] }) => scale.ticks.map(({ label }) => label)

it('puts ticks on round numbers and covers the given range', () => {
  const scale = linearScale(-37, 1_240, String)
  expect(labels(scale)).toEqual(['-500', '0', '500', '1000', '1500'])
  expect([scale.place(-500), scale.place(0), scale.place(1_500)]).toEqual([0, 0.25, 1])
})

it('shows no rounding errors in labels', () => {
  expect(labels(linearScale(0, 1, String))).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1'])
})

it('draws a single value, even zero', () => {
  for (const value of [0, 5, -3]) {
    const at = linearScale(value, value, String).place(value)
    expect(at).toBeGreaterThanOrEqual(0)
    expect(at).toBeLessThanOrEqual(1)
  }
})

it('has whole decades on a logarithmic scale, and zero at its edge', () => {
  const scale = logScale(0.0003, 0.4, String)
  expect(labels(scale)).toEqual(['0.0001', '0.001', '0.01', '0.1', '1'])
  expect(scale.place(0.01)).toBeCloseTo(0.5)
  expect(scale.place(0)).toBe(0)
  expect(() => logScale(0, 1, String)).toThrow(RangeError)
})

it('keeps the order of values and stays inside the drawing', () => {
  const value = fc.double({ min: 1e-6, max: 1, noNaN: true })
  fc.assert(
    fc.property(value, value, (a, b) => {
      for (const scale of [linearScale(0, 1, String), logScale(1e-6, 1, String)]) {
        const [low, high] = [scale.place(Math.min(a, b)), scale.place(Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
      }
    }),
  )
})

it('reduces a line to a number of points and keeps its ends', () => {
  const points = Array.from({ length: 1_000 }, (_, i) => i)
  const thinned = thinPoints(points, 200)
  expect(thinned).toHaveLength(200)
  expect([thinned[0], thinned.at(-1)]).toEqual([0, 999])
  expect(new Set(thinned).size).toBe(200)
  expect(thinPoints([1, 2], 200)).toEqual([1, 2])
})
