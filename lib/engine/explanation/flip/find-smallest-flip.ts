import type { FeatureInput } from '@/lib/engine/features'
import type { Model } from '@/lib/engine/inference'
import type { Outcome } from '@/lib/engine/policy'
import { FACT_NAMES, type FactName } from './facts'
import { listCandidates } from './list-candidates'
import { type Flip, nearestFlips } from './nearest-flips'
import type { ScoredRow } from './scored-row'

export interface FlipSearch {
  /** The smallest first: one fact before two, then by relative size; the nearest of each set of facts. */
  flips: Flip[]
  /** The facts that could be looked at for this model and this transaction. */
  facts: FactName[]
  /** How many rows were tried. */
  tried: number
}

/** A transaction as it was scored, with the model's features in the model's order. */
export interface ScoredTransaction {
  input: FeatureInput
  features: readonly number[]
  margin: number
}

const MAX_ROWS = 1_000
const MAX_PAIRS = 3
/** Float32 sums of the same row in another batch. Log-odds. */
const MARGIN_TOLERANCE = 1e-5
const RANK = { approve: 0, review: 1, block: 2 } as const

/**
 * Looks for the smallest change of understandable facts (`FACTS`) that alters the outcome: towards approval for what was
 * reviewed or blocked, towards review for what was approved. One batch of at most 1,000 rows.
 *
 * The histories that stood behind the features are not kept, only the row of features. So a fact can be changed where
 * each feature that depends on it follows from what was sent or from the row itself (a ratio keeps its denominator), to
 * float32 precision; where the model uses one that does not, the fact is left out. The rest of the history stays as it
 * was. The search tries a grid: a smaller change between two of its points is possible, a larger one is not reported.
 * @throws Error when the model does not give the row its stored margin: then nothing said of it would be true
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
