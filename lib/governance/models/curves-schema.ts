import { z } from 'zod'
import { costPerMissed } from './report-schema'

const count = z.int().min(0)

/** curves.json: what each threshold would have done on the slice that the thresholds were chosen on. Major units. */
export const thresholdCurves = z.object({
  slice: z.string(),
  rows: z.int().positive(),
  frauds: count,
  amount: z.number().min(0),
  fraudAmount: z.number().min(0),
  costs: z.object({ review: z.number().min(0), missed: costPerMissed }),
  points: z
    .array(
      z.object({
        threshold: z.number().min(0).max(1),
        flagged: count,
        caught: count,
        caughtAmount: z.number().min(0),
        flaggedAmount: z.number().min(0),
        netSavings: z.number(),
      }),
    )
    .min(2)
    .max(20_000)
    .refine(isAscending, 'thresholds must not fall'),
})
export type ThresholdCurves = z.infer<typeof thresholdCurves>

function isAscending(points: readonly { threshold: number }[]): boolean {
  return points.every(({ threshold }, i) => i === 0 || threshold >= (points[i - 1]?.threshold ?? 0))
}

const histogram = z
  .object({
    edges: z.array(z.number()),
    counts: z.array(count),
    missing: count,
    /** Absent in bundles of before 2026-12. */
    zeros: count.optional(),
    values: z.array(z.number()).optional(),
    mean: z.number().optional(),
    quantiles: z.array(z.number()).length(201).optional(),
  })
  .refine(({ edges, counts }) => counts.length === edges.length + 1, 'one more count than edges')

/** baseline.json: how scores and features lay in the training slice; bin i holds edges[i-1] < value <= edges[i]. */
export const baselineHistograms = z.object({
  rows: z.int().positive(),
  score: histogram,
  features: z.record(z.string(), histogram),
})
export type BaselineHistograms = z.infer<typeof baselineHistograms>
