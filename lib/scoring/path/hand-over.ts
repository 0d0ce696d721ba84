import type { ListState } from '@/lib/engine/policy'
import { type DecidedRow, offerDecided } from '@/lib/scoring/shadow'
import type { Prediction } from './compose-prediction'
import type { DecidingModels } from './deciding-models'
import type { NewRow } from './job'
import { listStatesOf } from './listed-parties'

/** A part of a group as the challengers get it after the commit. */
export interface DecidedPart {
  /** Per scorer, row-major [rows x features of its model]. */
  matrices: readonly Float32Array[]
  rows: readonly DecidedRow[]
}

/** What the challengers need of a decided row. */
export function decidedRow(
  { id, row: { transaction }, job, money, signal }: NewRow,
  { response: { score, outcome, latency_ms } }: Prediction,
  decidedBy: number,
  lists: ReadonlyMap<string, ListState>,
): DecidedRow {
  return {
    transactionId: id,
    sender: transaction.senderAccount,
    amountMinor: (money ?? transaction).amountMinor,
    lists: listStatesOf(transaction, lists),
    signal,
    decidedBy,
    score,
    outcome,
    latencyMs: job.source === 'api' ? latency_ms : null,
  }
}

/** After the commit: lets the challengers score what was decided. */
export function handOver(
  tenantId: string,
  { policy, scorers, missing }: DecidingModels,
  parts: readonly DecidedPart[],
): void {
  for (const part of parts) offerDecided({ tenantId, policy, scorers, ...part }, missing)
}
