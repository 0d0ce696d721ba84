import type { FeatureInput } from '@/lib/engine/features'
import type { Model } from '@/lib/engine/inference'
import type { Outcome } from '@/lib/engine/policy'
import { FACT_NAMES, type FactName } from './facts'
import { listCandidates } from './list-candidates'
import { type Flip, nearestFlips } from './nearest-flips'
import type { ScoredRow } from './scored-row'

export interface FlipSearch {
  /** The nearest flip of each set of facts: one fact before two, then by relative size. */
  flips: Flip[]
  /** The facts that the search could change for this model and transaction. */
  facts: FactName[]
  /** Number of changed rows that the model scored. */
  tried: number
}

/** A scored transaction; `features` in the order of the model. */
export interface ScoredTransaction {
  input: FeatureInput
  features: readonly number[]
  margin: number
}

const MAX_ROWS = 1_000
const MAX_PAIRS = 3
/** Bound of float32 sums of the same row in different batches. Log-odds. */
const MARGIN_TOLERANCE = 1e-5
const RANK = { approve: 0, review: 1, block: 2 } as const

/**
 * Finds the smallest changes of `FACTS` that change the outcome: to a lower one for reviewed or blocked transactions, to a
 * higher one for approved ones. Scores one batch of at most 1,000 rows.
 *
 * Only the features are stored, not the entity states behind them. A fact can change if each feature that depends on it
 * follows from the input or from the stored features (ratios keep their denominator), in float32 precision; otherwise the
 * search excludes the fact. All other history stays fixed. The search uses a grid: a smaller change between two grid
 * points can exist.
 * @throws Error when the model does not reproduce the stored margin of the row: its results would not apply
 */
export async function findSmallestFlips(
  model: Pick<Model, 'featureNames' | 'predictMargins' | 'calibrate'>,
  outcomeOf: (score: number) => Outcome,
  scored: ScoredTransaction,
): Promise<FlipSearch> {
  const row: ScoredRow = {
    input: scored.input,
    features: new Map(model.featureNames.map((name, i) => [name, scored.features[i] as number])),
  }
  const outcome = outcomeOf(model.calibrate(scored.margin))
  const direction = outcome === 'approve' ? 'riskier' : 'safer'
  const candidates = listCandidates(row, direction, MAX_ROWS - 1)
  const margins = await marginsOf(model, [row, ...candidates.map((candidate) => candidate.row)])
  if (!(Math.abs(margins[0]! - scored.margin) <= MARGIN_TOLERANCE)) {
    throw new Error(`the stored row has the margin ${margins[0]}, not the stored ${scored.margin}`)
  }
  const tried = candidates.map((candidate, i) => {
    const score = model.calibrate(margins[i + 1]!)
    const after = outcomeOf(score)
    const flipped = direction === 'safer' ? RANK[after] < RANK[outcome] : RANK[after] > RANK[outcome]
    return { ...candidate, score, outcome: after, flipped }
  })
  const singles = nearestFlips(tried.filter(({ changes }) => changes.length === 1))
  const chosen = singles.length > 0 ? singles : nearestFlips(tried).slice(0, MAX_PAIRS)
  const looked = new Set(candidates.flatMap(({ changes }) => changes.map(({ fact }) => fact)))
  return {
    flips: chosen,
    facts: FACT_NAMES.filter((name) => looked.has(name)),
    tried: candidates.length,
  }
}

async function marginsOf(
  model: Pick<Model, 'featureNames' | 'predictMargins'>,
  rows: readonly ScoredRow[],
): Promise<Float64Array> {
  const width = model.featureNames.length
  const matrix = new Float32Array(rows.length * width)
  rows.forEach(({ features }, r) => {
    model.featureNames.forEach((name, i) => (matrix[r * width + i] = features.get(name)!))
  })
  return model.predictMargins(matrix, rows.length)
}
