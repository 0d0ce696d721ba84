import { z } from 'zod'
import { piecewiseLinear } from './piecewise-linear'

const logistic = z.object({
  kind: z.literal('logistic'),
  slope: z.number().positive(),
  intercept: z.number(),
})

const beta = z.object({
  kind: z.literal('beta'),
  a: z.number().positive(),
  b: z.number().positive(),
  c: z.number(),
})

const rising = z
  .array(z.number())
  .min(2)
  .refine((values) => values.every((value, i) => i === 0 || value > values[i - 1]!), 'it does not rise')

const monotoneCurve = z
  .object({ kind: z.literal('monotone-curve'), margins: rising, logits: rising })
  .refine(({ margins, logits }) => margins.length === logits.length, 'margins and logits differ in length')
  .refine(
    ({ margins, logits }) => margins.every((margin, i) => i === 0 || hasSlope(margins, logits, i)),
    'a piece of the curve is too steep or too flat for float64',
  )

/** The content of calibration.json: the function from margin to probability. Each kind is strictly increasing. */
export const calibrationSchema = z.discriminatedUnion('kind', [logistic, beta, monotoneCurve])

export type Calibration = z.infer<typeof calibrationSchema>

const LARGEST_BELOW_ONE = 1 - Number.EPSILON / 2

/**
 * Returns the function from margin (log-odds) to calibrated probability in (0, 1). Non-decreasing in float64: rounding
 * keeps the order in each operation of 1 / (1 + e^-x), but not in e^x / (1 + e^x). Distinct float32 margins have
 * distinct probabilities below 1/2.
 */
export function calibrator(calibration: Calibration): (margin: number) => number {
  const logitOf = calibratedLogit(calibration)
  return (margin) => {
    const probability = 1 / (1 + Math.exp(-logitOf(margin)))
    return Math.max(Math.min(probability, LARGEST_BELOW_ONE), Number.MIN_VALUE)
  }
}

/** Returns the function from margin to the log-odds of the calibrated probability. */
function calibratedLogit(calibration: Calibration): (margin: number) => number {
  switch (calibration.kind) {
    // Platt (1999): one slope, one intercept.
    case 'logistic': {
      const { slope, intercept } = calibration
      return (margin) => slope * margin + intercept
    }
    // Kull, Silva Filho and Flach (2017): a ln(p) - b ln(1 - p) + c, where ln(p) is -softplus(-margin).
    case 'beta': {
      const { a, b, c } = calibration
      return (margin) => b * softplus(margin) - a * softplus(-margin) + c
    }
    case 'monotone-curve':
      return piecewiseLinear(calibration.margins, calibration.logits)
  }
}

/** ln(1 + e^x), without overflow for large x and without loss of precision for small x. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

function hasSlope(margins: readonly number[], logits: readonly number[], i: number): boolean {
  const slope = (logits[i]! - logits[i - 1]!) / (margins[i]! - margins[i - 1]!)
  return Number.isFinite(slope) && slope > 0
}
