import { raisingFamilies } from '@/lib/engine/explanation'
import type { Model } from '@/lib/engine/inference'
import { newId } from '@/lib/platform/ids'
import { elapsedMs } from '@/lib/platform/time'
import { decide, type ListState, type PolicyThresholds } from '@/lib/engine/policy'
import type { Evaluation } from './evaluate-rows'
import type { FreshRow } from './job'
import { listStatesOf } from './listed-parties'
import { answerWriter, type OwnResponse, type SharedResponse } from './write-response'

/** What was decided about one row, with the exact bytes of its answer. */
export interface Prediction {
  answer: OwnResponse
  shared: SharedResponse
  body: string
  baseScore: number
}

/** What all decisions of a group share. */
export interface Basis {
  model: Model
  policy: PolicyThresholds
  lists: ReadonlyMap<string, ListState>
  evaluation: Evaluation
  /** Milliseconds per stage, rounded. */
  timings: Record<string, number>
}

const TOP_FEATURES = 5

/** The indices, from `from` to before `to`, of the `count` contributions of greatest magnitude, greatest first; ties in order. */
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

/** Calibrates, applies the policy and writes the answer of rows of one group's evaluation, by their index. */
export function predictionComposer(basis: Basis): (fresh: FreshRow, index: number) => Prediction {
  const { model, policy, evaluation, lists, timings } = basis
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
  const write = answerWriter(model.featureNames, shared)
  return (fresh, index) => {
    const { transaction } = fresh.row
    const first = index * width
    const margin = margins[index] as number
    const score = model.calibrate(margin)
    const named = () =>
      model.featureNames.map((name, i) => ({ name, contribution: contributions[first + i] as number }))
    const verdict = decide(policy, score, listStatesOf(transaction, lists), () => raisingFamilies(named()))
    const answer = {
      transaction_id: fresh.id,
      prediction_id: newId(),
      external_id: transaction.externalId,
      score,
      margin,
      risk_band: verdict.riskBand,
      outcome: verdict.outcome,
      reason_codes: verdict.reasonCodes,
      latency_ms: elapsedMs(fresh.job.startedAt),
    }
    const top = greatest(contributions, first, first + width, TOP_FEATURES).map((i) => ({
      feature: i - first,
      value: features[i] as number,
      contribution: contributions[i] as number,
    }))
    return { answer, shared, baseScore, body: write(answer, top) }
  }
}
