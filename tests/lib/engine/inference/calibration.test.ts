import fc from 'fast-check'
import { type Calibration, calibrationSchema, calibrator } from '@/lib/engine/inference/calibration'
import { float32Step } from '@/lib/engine/inference/probe-rows'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const steps = (length: number) => fc.array(number(0.01, 3), { minLength: length, maxLength: length })
const accumulate = (from: number, by: readonly number[]) =>
  by.reduce((points, step) => [...points, points.at(-1)! + step], [from])

const logistic = fc.record({
  kind: fc.constant('logistic' as const),
  slope: number(0.2, 3),
  intercept: number(-4, 4),
})
const beta = fc.record({
  kind: fc.constant('beta' as const),
  a: number(0.2, 3),
  b: number(0.2, 3),
  c: number(-4, 4),
})
const curve = fc
  .integer({ min: 1, max: 40 })
  .chain((pieces) => fc.tuple(number(-15, 0), steps(pieces), number(-12, 0), steps(pieces)))
  .map(([x, dx, y, dy]) => ({
    kind: 'monotone-curve' as const,
    margins: accumulate(x, dx),
    logits: accumulate(y, dy),
  }))
const calibration: fc.Arbitrary<Calibration> = fc.oneof(logistic, beta, curve)

/** Margins come out of ONNX Runtime as float32 values. */
const margin = number(-15, 15).map(Math.fround)

describe('every kind of calibration', () => {
  test('passes the schema and keeps the order of any two margins', () => {
    fc.assert(
      fc.property(calibration, margin, margin, (document, one, other) => {
        expect(calibrationSchema.parse(document)).toEqual(document)
        const calibrate = calibrator(document)
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        expect(calibrate(low)).toBeLessThanOrEqual(calibrate(high))
      }),
      { numRuns: 2_000 },
    )
  })

  test('separates two margins that differ by 1e-6, at probabilities from 1e-300 to 0.999999', () => {
    fc.assert(
      fc.property(calibration, margin, (document, low) => {
        const calibrate = calibrator(document)
        const score = calibrate(low + 1e-6)
        fc.pre(score > 1e-300 && score < 0.999999)
        expect(score).toBeGreaterThan(calibrate(low))
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([-Infinity, -1e300, -1e6, -800, 0, 800, 1e6, 1e300, Infinity])(
    'stays strictly between 0 and 1 at margin %p',
    (extreme) => {
      fc.assert(
        fc.property(calibration, (document) => {
          const score = calibrator(document)(extreme)
          expect(score).toBeGreaterThan(0)
          expect(score).toBeLessThan(1)
        }),
      )
    },
  )
})

describe('the logistic curve', () => {
  const calibrate = calibrator({ kind: 'logistic', slope: 1.3, intercept: -0.4 })

  test('equals the logistic function of slope times margin plus intercept', () => {
    expect(calibrate(0.4 / 1.3)).toBeCloseTo(0.5, 12)
    expect(calibrate(2)).toBeCloseTo(1 / (1 + Math.exp(-2.2)), 14)
    expect(calibrate(-2)).toBeCloseTo(1 / (1 + Math.exp(3)), 14)
  })

  test('gives neighbouring float32 margins different probabilities below one half', () => {
    fc.assert(
      fc.property(number(-15, -0.5).map(Math.fround), (low) => {
        expect(calibrate(float32Step(low, 1))).toBeGreaterThan(calibrate(low))
      }),
    )
  })
})

describe('the beta curve', () => {
  test('equals the logistic function of a ln(p) - b ln(1 - p) + c', () => {
    const calibrate = calibrator({ kind: 'beta', a: 0.8, b: 1.4, c: -0.3 })
    for (const m of [-6, -1, 0, 2.5, 6]) {
      const p = 1 / (1 + Math.exp(-m))
      const logit = 0.8 * Math.log(p) - 1.4 * Math.log(1 - p) - 0.3
      expect(calibrate(m)).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12)
    }
  })

  test('equals the logistic curve for a = b', () => {
    fc.assert(
      fc.property(number(0.2, 3), number(-4, 4), margin, (slope, c, m) => {
        const straight = calibrator({ kind: 'logistic', slope, intercept: c })
        expect(calibrator({ kind: 'beta', a: slope, b: slope, c })(m)).toBeCloseTo(straight(m), 12)
      }),
    )
  })
})

describe('the monotone curve', () => {
  const probability = (logit: number) => 1 / (1 + Math.exp(-logit))
  const calibrate = calibrator({ kind: 'monotone-curve', margins: [-4, -1, 1], logits: [-6, -3, 3] })

  test('interpolates its points linearly and extrapolates with the slopes of its ends', () => {
    const points = [
      [-4, -6],
      [-1, -3],
      [1, 3],
      [-2.5, -4.5],
      [0, 0],
      [-6, -8],
      [2, 6],
    ] as const
    for (const [m, logit] of points) expect(calibrate(m)).toBeCloseTo(probability(logit), 14)
  })

  test('keeps the order one float64 step to either side of each point', () => {
    fc.assert(
      fc.property(curve, (document) => {
        const calibrate = calibrator(document)
        for (const knot of document.margins) {
          const step = Math.max(Math.abs(knot), 1e-3) * Number.EPSILON
          expect(calibrate(knot - step)).toBeLessThanOrEqual(calibrate(knot))
          expect(calibrate(knot)).toBeLessThanOrEqual(calibrate(knot + step))
        }
      }),
    )
  })
})

test('a probability never decreases from one float64 logit to the next, over 500,000 logits', () => {
  const probabilityOf = calibrator({ kind: 'logistic', slope: 1, intercept: 0 })
  const neighbour = new Float64Array(1)
  const bits = new BigInt64Array(neighbour.buffer)
  const falls: number[] = []
  for (let i = 0; i < 500_000; i++) {
    // Logits from -20 to 20, spread by the golden ratio.
    const low = 40 * ((i * 0.6180339887498949) % 1) - 20
    neighbour[0] = low
    bits[0]! += low < 0 ? -1n : 1n
    if (probabilityOf(low) > probabilityOf(neighbour[0])) falls.push(low)
  }
  expect(falls).toEqual([])
})

describe('the schema rejects a calibration that does not keep the order', () => {
  const expectRejected = (document: unknown) =>
    expect(calibrationSchema.safeParse(document).success).toBe(false)

  test.each([0, -1, Infinity, NaN])('a slope of %p', (value) => {
    expectRejected({ kind: 'logistic', slope: value, intercept: 0 })
    expectRejected({ kind: 'beta', a: value, b: 1, c: 0 })
    expectRejected({ kind: 'beta', a: 1, b: value, c: 0 })
  })

  test.each([
    ['one point', [0], [0]],
    ['equal margins', [0, 0, 1], [0, 1, 2]],
    ['margins that fall', [0, 2, 1], [0, 1, 2]],
    ['logits on a plateau', [0, 1, 2], [0, 1, 1]],
    ['logits that fall', [0, 1, 2], [0, 1, 0.5]],
    ['arrays of different length', [0, 1, 2], [0, 1]],
    ['a step without width', [0, 5e-324], [0, 1]],
    ['a step that float64 flattens', [0, 1e300], [0, 5e-324]],
    ['an infinite margin', [0, Infinity], [0, 1]],
  ])('a curve with %s', (_, margins, logits) => {
    expectRejected({ kind: 'monotone-curve', margins, logits })
  })

  test('an unknown kind', () => expectRejected({ kind: 'isotonic', margins: [0, 1], logits: [0, 1] }))
})
