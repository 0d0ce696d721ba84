import { isListReason } from '@/lib/engine/policy'
import { reaches as severityReaches, SEVERITIES, type Severity } from '@/lib/engine/velocity'
import type { DecisionFacts, MatchedEvent } from './alert-facts'
import type { TransactionConditions } from './schema'

/** Whether all conditions of a rule hold for a scored transaction. */
export function matchesDecision(conditions: TransactionConditions, decision: DecisionFacts): boolean {
  const {
    outcomes,
    min_score: minScore,
    min_amount: minAmount,
    reason_codes: codes,
    list_hit: list,
    velocity,
  } = conditions
  if (outcomes.length > 0 && !outcomes.some((outcome) => outcome === decision.outcome)) return false
  if (minScore !== null && decision.score < minScore) return false
  if (minAmount !== null && !reaches(decision.ownAmount, minAmount)) return false
  if (codes.length > 0 && !codes.some((code) => decision.reasonCodes.includes(code))) return false
  if (velocity !== null && !reachesVelocity(decision.reasonCodes, velocity)) return false
  return list === null || decision.reasonCodes.some((code) => isListReason(code) && code.endsWith(`_${list}`))
}

/** Whether the velocity of the decision, which is one of its reasons, has at least a severity. */
const reachesVelocity = (codes: readonly string[], least: Severity): boolean =>
  SEVERITIES.some((severity) => severityReaches(severity, least) && codes.includes(`velocity_${severity}`))

/** Decimal texts without sign or exponent, compared exactly. An amount without a rate reaches nothing. */
function reaches(amount: string | null, threshold: string): boolean {
  if (amount === null) return false
  const [whole, fraction] = partsOf(amount)
  const [leastWhole, leastFraction] = partsOf(threshold)
  if (whole.length !== leastWhole.length) return whole.length > leastWhole.length
  if (whole !== leastWhole) return whole > leastWhole
  return fraction >= leastFraction
}

/** '0012.50' -> ['12', '5']. Fractions without trailing zeros compare as texts. */
function partsOf(amount: string): [whole: string, fraction: string] {
  const [whole = '', fraction = ''] = amount.split('.')
  return [whole.replace(/^0+/, ''), fraction.replace(/0+$/, '')]
}

export const eventOf = (decision: DecisionFacts): MatchedEvent => ({
  facts: {
    kind: 'transaction',
    transaction_id: decision.transactionId,
    external_id: decision.externalId,
    occurred_at: decision.occurredAt,
    amount: decision.amount,
    currency: decision.currency,
    outcome: decision.outcome,
    score: decision.score,
    reason_codes: [...decision.reasonCodes],
    velocity: decision.velocity,
    ring: decision.ring,
  },
  subject: decision.transactionId,
  sender: decision.senderAccount,
  receiver: decision.receiverAccount,
  at: decision.scoredAt,
})
