import { featureNamed } from '@/lib/features'
import type { Model } from '@/lib/inference'
import { newId } from '@/lib/platform/ids'
import { decide, type ListState, type PolicyThresholds } from '@/lib/policy'
import type { Evaluation } from './evaluate-rows'
import type { CanonicalTransaction, ScoreAnswer } from './schema'

/** What was decided about one row, with the exact bytes of its answer. */
export interface Decision {
  transactionId: string
  predictionId: string
  transaction: CanonicalTransaction
  occurredAtMs: number
  answer: ScoreAnswer
  body: string
  baseScore: number
  features: Float32Array
  contributions: Float64Array
}

const TOP_FEATURES = 5

const round = (ms: number): number => Math.round(ms * 1000) / 1000

/** Feature indices by magnitude of contribution, greatest first; ties in catalogue order. */
function byMagnitude(contributions: Float64Array): number[] {
  const order = Array.from(contributions, (_, i) => i)
  return order.sort(
    (a, b) => Math.abs(contributions[b] as number) - Math.abs(contributions[a] as number) || a - b,
  )
}

/** Calibrates, applies the policy and writes the answer of row `index` of an evaluation. */
export function composeDecision(parts: {
  model: Model
  policy: PolicyThresholds
  evaluation: Evaluation
  index: number
  transaction: CanonicalTransaction
  occurredAtMs: number
  lists: Map<string, ListState>
  timings: Record<string, number>
  startedAt: number
}): Decision {
  const { model, policy, evaluation, index, transaction } = parts
  const width = model.featureNames.length
  const features = evaluation.features.subarray(index * width, (index + 1) * width)
  const contributions = evaluation.contributions.subarray(index * width, (index + 1) * width)
  const margin = evaluation.margins[index] as number
  const score = model.calibrate(margin)
  const order = byMagnitude(contributions)
  const nameOf = (i: number) => model.featureNames[i] as string
  const drivers = order.filter((i) => (contributions[i] as number) > 0).map(nameOf)
  const listOf = (account: string | null) => (account === null ? null : (parts.lists.get(account) ?? null))
  const verdict = decide(
    policy,
    score,
    { sender: listOf(transaction.senderAccount), receiver: listOf(transaction.receiverAccount) },
    drivers,
  )
  const transactionId = newId()
  const predictionId = newId()
  const answer: ScoreAnswer = {
    transaction_id: transactionId,
    prediction_id: predictionId,
    external_id: transaction.externalId,
    score,
    margin,
    base_value: model.baseValue,
    risk_band: verdict.riskBand,
    outcome: verdict.outcome,
    reason_codes: verdict.reasonCodes,
    threshold: policy.reviewThreshold,
    policy_version: policy.version,
    model_version: `${model.name}/${model.version}`,
    top_features: order.slice(0, TOP_FEATURES).map((i) => ({
      name: nameOf(i),
      label: featureNamed(nameOf(i)).label,
      value: Number.isNaN(features[i]) ? null : (features[i] as number),
      contribution: contributions[i] as number,
    })),
    latency_ms: round(performance.now() - parts.startedAt),
    timings: Object.fromEntries(Object.entries(parts.timings).map(([stage, ms]) => [stage, round(ms)])),
  }
  return {
    transactionId,
    predictionId,
    transaction,
    occurredAtMs: parts.occurredAtMs,
    answer,
    body: JSON.stringify(answer),
    baseScore: model.calibrate(model.baseValue),
    features,
    contributions,
  }
}
