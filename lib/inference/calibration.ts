import { z } from 'zod'

/** The content of calibration.json: how a margin becomes a probability. A positive slope keeps the order of scores. */
export const calibrationSchema = z.object({
  kind: z.literal('logistic'),
  slope: z.number().positive(),
  intercept: z.number(),
})

export type Calibration = z.infer<typeof calibrationSchema>

const LARGEST_BELOW_ONE = 1 - Number.EPSILON / 2

/**
 * The function from margin (log-odds) to calibrated probability, strictly inside (0, 1).
 * Platt scaling: 1 / (1 + exp(-(slope * margin + intercept))), strictly increasing as far as float64 can tell
 * neighbours apart; below 1/2 the small side is computed directly, so low scores never tie.
 */
export function calibrator({ slope, intercept }: Calibration): (margin: number) => number {
  return (margin) => {
    const logit = slope * margin + intercept
    if (logit >= 0) return Math.min(1 / (1 + Math.exp(-logit)), LARGEST_BELOW_ONE)
    const odds = Math.exp(logit)
    return Math.max(odds / (1 + odds), Number.MIN_VALUE)
  }
}
