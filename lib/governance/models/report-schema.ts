import { z } from 'zod'

/** A sum of many products may end a rounding error above one. */
const share = z
  .number()
  .min(0)
  .max(1 + 1e-9)
const count = z.int().min(0)
const instant = z.iso.datetime({ offset: true })

/** A figure with its 95 % interval, by bootstrap over days; null where it cannot be computed. */
const estimate = z
  .object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
  .refine(({ low, high }) => low === null || high === null || low <= high, 'low must not lie above high')
  .nullable()

const headline = z.object({
  prAuc: estimate,
  rocAuc: estimate,
  recallAtFpr0001: estimate,
  recallAtFpr0005: estimate,
  reviewPrecision: estimate,
  reviewRecall: estimate,
  blockPrecision: estimate,
  blockRecall: estimate,
  valueRecallAtReview: estimate,
  brier: estimate,
  brierSkill: estimate,
  logLoss: estimate,
  ece: estimate,
  eceTop1: estimate,
  distinctScoresPer100k: z.number().min(0).nullable(),
})

const slice = z.object({
  name: z.enum(['train', 'stopping', 'calibration', 'threshold', 'test']),
  from: instant,
  to: instant,
  rows: count,
  frauds: count,
})

const calibration = z.object({
  chosen: z.string(),
  candidates: z.array(
    z.object({
      kind: z.string(),
      prAuc: share.nullable(),
      prAucLoss: z.number().nullable(),
      ece: share.nullable(),
      eceTop1: share.nullable(),
      brier: share.nullable(),
      distinctScores: count,
      largestTie: count,
    }),
  ),
  /** 15 equal-mass bins, then finer ones within the highest 1 % of the scores. */
  reliability: z.array(
    z.object({
      rows: count,
      meanScore: share,
      fraudRate: share,
      low: share.nullable(),
      high: share.nullable(),
    }),
  ),
})

/** What one missed fraud costs: the amount that it took, or a fixed sum. */
export const costPerMissed = z.union([z.literal('amount'), z.number().min(0)])

const savings = z.object({
  costPerReview: z.number().min(0),
  costPerMissed,
  currency: z.string(),
  points: z
    .array(z.object({ threshold: share, reviews: count, caught: count, netSavings: z.number() }))
    .max(5_000),
  atReview: z.object({ netSavings: estimate, reviewsPerDay: z.number().min(0).nullable() }),
})

const ranking = z.object({ prAuc: share.nullable(), recallAtFpr0001: share.nullable() })

/** The content of report.json. Amounts are major units of the data's own currency. */
export const modelReport = z.object({
  format: z.literal(1),
  evaluatedAt: instant,
  dataSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** truth: what really happened, where it is known. recorded: the labels that the data holds. */
  labels: z.enum(['truth', 'recorded']),
  slices: z.array(slice).refine((all) => all.some(({ name }) => name === 'test'), 'there is no test slice'),
  headline,
  precisionAtK: z.array(
    z.object({
      perDay: z.int().positive(),
      value: share.nullable(),
      low: share.nullable(),
      high: share.nullable(),
    }),
  ),
  calibration,
  curves: z.object({
    /** [recall, precision] */
    precisionRecall: z.array(z.tuple([share, share])).max(1_000),
    /** [share reviewed, share of frauds caught, share of fraud amount caught] */
    gain: z.array(z.tuple([share, share, share])).max(1_000),
  }),
  savings,
  comparisons: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['model', 'rule']),
      prAuc: share.nullable(),
      precision: share.nullable(),
      recall: share.nullable(),
      recallAtFpr0001: share.nullable(),
      note: z.string(),
    }),
  ),
  ablation: z.array(z.object({ family: z.string(), prAuc: share.nullable(), loss: z.number().nullable() })),
  balances: z.object({
    with: ranking.nullable(),
    without: ranking.nullable(),
    senderOnly: ranking.nullable(),
  }),
  typologies: z.array(
    z.object({
      name: z.string(),
      frauds: count,
      amount: z.number().min(0),
      recallAtReview: share.nullable(),
      valueRecallAtReview: share.nullable(),
      meanScore: share.nullable(),
    }),
  ),
  weeks: z.array(ranking.extend({ from: instant, rows: count, frauds: count, ece: share.nullable() })),
  segments: z.array(ranking.extend({ name: z.string(), rows: count, frauds: count })),
  families: z.array(z.object({ family: z.string(), meanAbsShap: z.number().min(0), share })),
  features: z.array(z.object({ name: z.string(), meanAbsShap: z.number().min(0) })),
  search: z.object({
    trials: count,
    budgetSeconds: z.number().min(0),
    best: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  }),
  notes: z.array(z.string()),
})

export type ModelReport = z.infer<typeof modelReport>
export type Estimate = z.infer<typeof estimate>
