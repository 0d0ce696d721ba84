import type { StoredDecision } from './current-decisions'
import type { DecisionInForce } from './schema'

/** A decision of the history that is in force, or was until now. */
export const presentInForce = (row: StoredDecision, version: number): DecisionInForce => ({
  transaction_id: row.transactionId,
  decision: row.decision,
  decision_version: version,
  user_id: row.userId,
  user_name: row.userName,
  decided_at: row.decidedAt.toISOString(),
})
