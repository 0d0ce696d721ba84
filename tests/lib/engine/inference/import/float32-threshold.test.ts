import fc from 'fast-check'
import { below, float32Threshold } from '@/lib/engine/inference/import/float32-threshold'
import { float32Step } from '@/lib/engine/inference/probe-rows'
import { snapToZero } from '@/lib/engine/inference/trees'

const float32 = fc.float({ noNaN: true })
const around = (value: number) => [float32Step(value, -1), value, float32Step(value, 1)]

test('a float64 threshold of LightGBM splits every float32 value as before', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e299, max: 1e299 }), float32, (threshold, x) => {
      const rounded = float32Threshold(threshold)
      expect(Math.fround(rounded)).toBe(rounded)
      for (const value of [x, ...around(Math.fround(threshold)), ...around(rounded)].map(snapToZero)) {
        expect(value <= rounded).toBe(value <= threshold)
      }
    }),
  )
})

test.each([
  [1e300, Infinity],
  [-1e300, -Infinity],
])("LightGBM's stand-in %d is %d", (threshold, expected) => {
  expect(float32Threshold(threshold)).toBe(expected)
})

test('less than a threshold of XGBoost is at most the value before it', () => {
  fc.assert(
    fc.property(float32, float32, (threshold, x) => {
      fc.pre(threshold !== -Infinity)
      for (const value of [x, ...around(threshold)]) expect(value <= below(threshold)).toBe(value < threshold)
    }),
  )
})
