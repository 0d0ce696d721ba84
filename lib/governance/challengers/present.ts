import { evidenceOf, type RunRow } from './evidence-of'
import { FALSE_STOP, type Measure, stopProgress } from './judge-canary'
import type { Canary, ComparedModel, SwapSet } from './schema'
import { shiftInterval } from './shift-evidence'

export const presentModelName = ({
  id,
  name,
  version,
  stage,
}: {
  id: string
  name: string
  version: string
  stage: string
}): ComparedModel => ({ id, name, version, stage: stage as ComparedModel['stage'] })

/** @param stageVersion of the model: a run is over once its model has another one */
export function presentCanary(run: RunRow, stageVersion: number): Canary {
  const evidence = evidenceOf(run)
  const watched = (measure: Measure) => ({
    pairs: evidence[measure].pairs,
    shift: shiftInterval(evidence[measure], FALSE_STOP),
    limit: evidence.limits[measure],
    evidence: stopProgress(evidence, measure),
  })
  return {
    model_id: run.modelVersionId,
    version: run.version,
    share: run.share,
    slow_ms: run.slowMs,
    started_at: run.startedAt.toISOString(),
    in_force: run.endedAt === null && run.stageVersion === stageVersion,
    ended_at: run.endedAt?.toISOString() ?? null,
    end_reason: run.endReason as Canary['end_reason'],
    end_detail: run.endDetail,
    decisions: Number(run.decided),
    compared: Number(run.compared),
    block: watched('block'),
    review: watched('review'),
    slow: watched('slow'),
  }
}

type Swap = SwapSet['items'][number]

/** A row of challenger_scores with its transaction and its label. */
export interface SwapRow {
  transaction_id: string
  occurred_at: Date
  type: string
  sender_account: string
  receiver_account: string | null
  own_amount: string
  champion_outcome: Swap['champion_outcome']
  champion_score: number
  outcome: Swap['outcome']
  score: number
  decided: boolean
  decided_by: string
  champion_version_id: string
  is_fraud: boolean | null
}

export const presentSwap = (row: SwapRow): Swap => ({
  transaction_id: row.transaction_id,
  occurred_at: row.occurred_at.toISOString(),
  type: row.type,
  sender_account: row.sender_account,
  receiver_account: row.receiver_account,
  own_amount: row.own_amount,
  champion_outcome: row.champion_outcome,
  champion_score: row.champion_score,
  outcome: row.outcome,
  score: row.score,
  decided_by: deciderOf(row),
  is_fraud: row.is_fraud,
})

function deciderOf({ decided, decided_by, champion_version_id }: SwapRow): Swap['decided_by'] {
  if (decided) return 'challenger'
  return decided_by === champion_version_id ? 'champion' : 'other'
}
