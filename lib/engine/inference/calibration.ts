import { z } from 'zod'
import { risingCurve } from './rising-curve'

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

/** The content of calibration.json: how a margin becomes a probability. Each kind keeps the order of scores. */
export const calibrationSchema = z.discriminatedUnion('kind', [logistic, beta, monotoneCurve])

export type Calibration = z.infer<typeof calibrationSchema>

const LARGEST_BELOW_ONE = 1 - Number.EPSILON / 2

/**
 * The function from margin (log-odds) to calibrated probability, strictly inside (0, 1). It never falls where the logit
 * rises: each operation of 1 / (1 + e^-x) keeps the order when it is rounded, which e^x / (1 + e^x) does not.
 * Below 1/2 neighbouring float32 margins never tie.
 */
export function calibrator(calibration: Calibration): (margin: number) => number {
  const logitOf = calibratedLogit(calibration)
  return (margin) => {
    const probability = 1 / (1 + Math.exp(-logitOf(margin)))
    return Math.max(Math.min(probability, LARGEST_BELOW_ONE), Number.MIN_VALUE)
  }
}

/** The log-odds of the calibrated probability, as a function of the margin. */
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
      return risingCurve(calibration.margins, calibration.logits)
  }
}

/** ln(1 + e^x), without overflow for large x and without loss for small ones. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

function hasSlope(margins: readonly number[], logits: readonly number[], i: number): boolean {
  const slope = (logits[i]! - logits[i - 1]!) / (margins[i]! - margins[i - 1]!)
  return Number.isFinite(slope) && slope > 0
}
