import { FEATURE_NAMES, featureNamed } from '@/lib/engine/features'
import type { CounterfactualResponse, QueueItemResponse, TransactionResponse } from './responses'
import type { Counterfactual, Party, QueueItem, TransactionDetail } from './schema'

/** From the domain's shapes to the names of the contract. */
export const presentQueueItem = (item: QueueItem): QueueItemResponse => ({
  transaction_id: item.transactionId,
  prediction_id: item.predictionId,
  score: item.score,
  risk_band: item.riskBand,
  outcome: item.outcome,
  expected_loss: item.expectedLoss,
  amount: item.amount,
  currency: item.currency,
  type: item.type,
  name_orig: item.senderAccount,
  name_dest: item.receiverAccount,
  decision: item.decision,
  occurred_at: item.occurredAt,
  scored_at: item.scoredAt,
})

const presentParty = (party: Party) => ({
  account: party.account,
  balance_before: party.balanceBefore,
  balance_after: party.balanceAfter,
  watchlist: party.watchlist,
})

/** A feature that has left the catalogue keeps its stored name. */
const featureLabel = (name: string): string =>
  FEATURE_NAMES.includes(name) ? featureNamed(name).label : name

export function presentTransaction(detail: TransactionDetail): TransactionResponse {
  const { prediction } = detail
  return {
    transaction_id: detail.transactionId,
    external_id: detail.externalId,
    occurred_at: detail.occurredAt,
    step: detail.step,
    type: detail.type,
    amount: detail.amount,
    currency: detail.currency,
    sender: presentParty(detail.sender),
    receiver: detail.receiver && presentParty(detail.receiver),
    phone: detail.phone,
    device_id: detail.deviceId,
    ip: detail.ip,
    city: detail.city,
    country: detail.country,
    latitude: detail.latitude,
    longitude: detail.longitude,
    merchant_category: detail.merchantCategory,
    channel: detail.channel,
    declined_attempts: detail.declinedAttempts,
    metadata: detail.metadata,
    source: detail.source,
    received_at: detail.receivedAt,
    scored_at: prediction.scoredAt,
    prediction_id: prediction.id,
    score: prediction.score,
    risk_band: prediction.riskBand,
    outcome: prediction.outcome,
    threshold_at_scoring: prediction.threshold,
    policy_version: prediction.policyVersion,
    model_version: prediction.modelVersion,
    reason_codes: prediction.reasonCodes,
    expected_loss: prediction.expectedLoss,
    latency_ms: prediction.latencyMs,
    timings: prediction.timings,
    explanation: {
      base_value: prediction.baseValue,
      base_score: prediction.baseScore,
      margin: prediction.margin,
      contributions: prediction.contributions.map((item) => ({
        name: item.name,
        label: featureLabel(item.name),
        value: item.value,
        contribution: item.contribution,
        probability_after: item.probabilityAfter,
      })),
      families: prediction.families.map((item) => ({
        family: item.family,
        contribution: item.contribution,
        features: item.features,
        probability_after: item.probabilityAfter,
      })),
    },
    decision: detail.decision,
    decisions: detail.decisions.map((entry) => ({
      id: entry.id,
      decision: entry.decision,
      notes: entry.notes,
      decided_at: entry.decidedAt,
      user_id: entry.userId,
      user_name: entry.userName,
      retracts_id: entry.retractsId,
      undo_until: entry.undoUntil,
    })),
    audit_trail: detail.auditTrail.map((entry) => ({
      seq: entry.seq,
      at: entry.at,
      action: entry.action,
      actor_kind: entry.actorKind,
      actor_name: entry.actorName,
      before: entry.before,
      after: entry.after,
      request_id: entry.requestId,
    })),
  }
}

export const presentCounterfactual = (found: Counterfactual): CounterfactualResponse => ({
  transaction_id: found.transactionId,
  model_version: found.modelVersion,
  policy_version: found.policyVersion,
  outcome: found.outcome,
  decided_by: found.decidedBy,
  flips: found.flips.map(({ outcome, score, text, changes }) => ({
    outcome,
    score,
    text,
    changes: changes.map(({ fact, label, from, to, orBeyond }) => ({
      fact,
      label,
      from,
      to,
      or_beyond: orBeyond,
    })),
  })),
  facts: found.facts,
  tried: found.tried,
})
