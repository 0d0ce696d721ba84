import type { Context } from '@/lib/contract/context'
import { toConverted } from '@/lib/contract/converted-money'
import { amountText } from '@/lib/contract/currency-digits'
import { standing, undoableUntil } from '@/lib/contract/decisions'
import type { Prisma } from '@/lib/platform/db'
import type { PredictionExplanation } from './explain-prediction'
import { recordedSignals } from './recorded-signals'
import type { AuditEntry, DecisionEntry, Listing, TransactionDetail, TransactionRow } from './schema'

/** From rows of the database to responses. */

/** The columns of scored_transactions that lists show. */
export interface StoredRow extends Omit<
  TransactionRow,
  'amount' | 'converted' | 'occurred_at' | 'scored_at' | 'decision' | 'replayed'
> {
  amount: Prisma.Decimal
  converted_amount: Prisma.Decimal | null
  replayed: true | null
  occurred_at: Date
  scored_at: Date
  disposition: TransactionRow['decision']
}

export const presentTransactionRow = (row: StoredRow, ownCurrency: string): TransactionRow => ({
  transaction_id: row.transaction_id,
  prediction_id: row.prediction_id,
  external_id: row.external_id,
  score: row.score,
  risk_band: row.risk_band,
  outcome: row.outcome,
  expected_loss: row.expected_loss,
  amount: amountText(row.amount, row.currency),
  currency: row.currency,
  converted: toConverted(row.converted_amount, ownCurrency),
  type: row.type,
  sender_account: row.sender_account,
  receiver_account: row.receiver_account,
  device_id: row.device_id,
  phone: row.phone,
  country: row.country,
  reason_codes: row.reason_codes,
  decision: row.disposition,
  decision_version: row.decision_version,
  replayed: row.replayed === true,
  occurred_at: row.occurred_at.toISOString(),
  scored_at: row.scored_at.toISOString(),
})

type StoredDecision = Prisma.AnalystDecisionGetPayload<{ include: { user: { select: { fullName: true } } } }>

/** A transaction with its prediction and its decisions, oldest first. */
export type StoredTransaction = Prisma.TransactionGetPayload<object> & {
  prediction: Prisma.PredictionGetPayload<object>
  decisions: StoredDecision[]
}

/** Parts of the response that are not stored with the transaction. */
interface DetailParts {
  explanation: PredictionExplanation
  listings: Listing[]
  auditEntries: AuditEntry[]
}

/** The caller may undo their own latest decision. */
export function presentTransaction(
  stored: StoredTransaction,
  { tenant, actor }: Context,
  { explanation, listings, auditEntries }: DetailParts,
): TransactionDetail {
  const { prediction, senderAccount, receiverAccount, currency, convertedAmount } = stored
  const hasLoss = convertedAmount !== null || currency === tenant.currency
  const partyOf = (account: string, before: Prisma.Decimal | null, after: Prisma.Decimal | null) => ({
    balance_before: before && amountText(before, currency),
    balance_after: after && amountText(after, currency),
    watchlist:
      listings.find(({ kind, entity_id }) => kind === 'account' && entity_id === account)?.list_type ?? null,
  })
  return {
    transaction_id: stored.id,
    external_id: stored.externalId,
    occurred_at: stored.occurredAt.toISOString(),
    step: stored.step,
    type: stored.type,
    amount: amountText(stored.amount, currency),
    currency,
    converted: toConverted(convertedAmount, tenant.currency),
    currency_rate: stored.currencyRate?.toFixed() ?? null,
    sender_account: senderAccount,
    receiver_account: receiverAccount,
    sender: partyOf(senderAccount, stored.senderBalanceBefore, stored.senderBalanceAfter),
    receiver:
      receiverAccount === null
        ? null
        : partyOf(receiverAccount, stored.receiverBalanceBefore, stored.receiverBalanceAfter),
    phone: stored.phone,
    device_id: stored.deviceId,
    ip: stored.ip,
    city: stored.city,
    country: stored.country,
    latitude: stored.latitude,
    longitude: stored.longitude,
    merchant_category: stored.merchantCategory,
    channel: stored.channel,
    declined_attempts: stored.declinedAttempts,
    metadata: stored.metadata as TransactionDetail['metadata'],
    received: stored.received as TransactionDetail['received'],
    source: stored.source,
    received_at: stored.receivedAt.toISOString(),
    scored_at: prediction.scoredAt.toISOString(),
    prediction_id: prediction.id,
    score: prediction.score,
    risk_band: prediction.riskBand as TransactionDetail['risk_band'],
    outcome: prediction.outcome as TransactionDetail['outcome'],
    threshold_at_scoring: prediction.threshold,
    policy_version: prediction.policyVersion,
    model_version: prediction.modelVersion,
    reason_codes: prediction.reasonCodes,
    ...recordedSignals(prediction),
    expected_loss: hasLoss ? prediction.expectedLoss : 0,
    latency_ms: prediction.latencyMs,
    timings: prediction.timings as TransactionDetail['timings'],
    explanation: {
      base_value: prediction.baseValue,
      base_score: prediction.baseScore,
      margin: prediction.margin,
      ...explanation,
    },
    decision: prediction.disposition as TransactionDetail['decision'],
    decision_version: prediction.decisionVersion,
    decisions: presentDecisions(stored.decisions, actor.id),
    listings,
    audit_trail: auditEntries,
  }
}

function presentDecisions(decisions: readonly StoredDecision[], userId: string): DecisionEntry[] {
  const latest = standing(decisions).at(-1)
  return decisions.map((row) => {
    const undoUntil =
      row === latest && row.userId === userId ? undoableUntil(row.decidedAt, new Date()) : null
    return {
      id: row.id,
      decision: row.decision as DecisionEntry['decision'],
      notes: row.notes,
      decided_at: row.decidedAt.toISOString(),
      user_id: row.userId,
      user_name: row.user.fullName,
      retracts_id: row.retractsId,
      undo_until: undoUntil?.toISOString() ?? null,
    }
  })
}
