import { raisingFamilies } from '@/lib/engine/explanation'
import type { Model } from '@/lib/engine/inference'
import { newId } from '@/lib/platform/ids'
import { elapsedMs } from '@/lib/platform/time'
import { decide, letThrough, type ListState, type PolicyThresholds } from '@/lib/engine/policy'
import type { VelocityRule } from '@/lib/engine/velocity'
import type { Evaluation } from './evaluate-rows'
import type { NewRow } from './job'
import { listStatesOf } from './listed-parties'
import { ringFacts, velocityFacts } from './velocity-facts'
import { responseWriter, type OwnResponse, type SharedResponse } from './write-response'

/** The prediction and decision of one row, with the exact text of its response. */
export interface Prediction {
  response: OwnResponse
  shared: SharedResponse
  body: string
  baseScore: number
}

/** What all predictions of one evaluation share. */
export interface Basis {
  model: Model
  policy: PolicyThresholds
  lists: ReadonlyMap<string, ListState>
  velocity: VelocityRule
  evaluation: Evaluation
  /** Indices of rows that exploration lets through. */
  explored: ReadonlySet<number>
  /** Milliseconds per stage, rounded. */
  timings: Record<string, number>
}

const TOP_FEATURES = 5

/** Indices in [from, to) of the `count` contributions of greatest magnitude, greatest first; ties in index order. */
function greatest(contributions: Float64Array, from: number, to: number, count: number): number[] {
  const top: number[] = []
  for (let i = from; i < to; i++) {
    const size = Math.abs(contributions[i] as number)
    let at = top.length
    while (at > 0 && Math.abs(contributions[top[at - 1] as number] as number) < size) at--
    if (at === count) continue
    for (let j = Math.min(top.length, count - 1); j > at; j--) top[j] = top[j - 1] as number
    top[at] = i
  }
  return top
}

/** Returns a function that calibrates, decides and writes the response of row `index` of the evaluation. */
export function predictionComposer(basis: Basis): (newRow: NewRow, index: number) => Prediction {
  const { model, policy, evaluation, lists, explored, timings } = basis
  const { features, contributions, margins } = evaluation
  const width = model.featureNames.length
  const baseScore = model.calibrate(model.baseValue)
  const shared = {
    base_value: model.baseValue,
    threshold: policy.reviewThreshold,
    policy_version: policy.version,
    model_version: `${model.name}/${model.version}`,
    timings,
  }
  const write = responseWriter(model.featureNames, shared)
  return (newRow, index) => {
    const { transaction } = newRow.row
    const first = index * width
    const margin = margins[index] as number
    const score = model.calibrate(margin)
    const named = () =>
      model.featureNames.map((name, i) => ({ name, contribution: contributions[first + i] as number }))
    const families = () => raisingFamilies(named())
    const decided = decide(policy, score, listStatesOf(transaction, lists), families, newRow.signal)
    const verdict = explored.has(index) ? letThrough(decided) : decided
    const response = {
      transaction_id: newRow.id,
      prediction_id: newId(),
      external_id: transaction.externalId,
      score,
      margin,
      risk_band: verdict.riskBand,
      outcome: verdict.outcome,
      reason_codes: verdict.reasonCodes,
      velocity: newRow.velocity.length ? velocityFacts(newRow.velocity, basis.velocity) : undefined,
      ring: ringFacts(newRow.ring, basis.velocity),
      latency_ms: elapsedMs(newRow.job.startedAt),
    }
    const top = greatest(contributions, first, first + width, TOP_FEATURES).map((i) => ({
      feature: i - first,
      value: features[i] as number,
      contribution: contributions[i] as number,
    }))
    return { response, shared, baseScore, body: write(response, top) }
  }
}
