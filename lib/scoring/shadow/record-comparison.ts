import { float8Array, type Statement, textArray } from '@/lib/platform/db'
import type { CanaryCounts } from './canary-counts'
import type { Gap } from './challenger-gaps'
import type { Outcome } from '@/lib/engine/policy'

/** A row of `challenger_scores`. */
export interface ChallengerScore {
  modelVersionId: string
  transactionId: string
  championVersionId: string
  decided: boolean
  score: number
  outcome: Outcome
  championScore: number
  championOutcome: Outcome
  amountMinor: number
  /** Milliseconds alone; of samples only. */
  latency: { own: number; champion: number } | null
}

/** An array parameter of ids and numbers, which need no quotes. */
const plainArray = (values: readonly unknown[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`

// The totals count what was inserted, and nothing twice. Their rows are written in one order in every process.
const SCORES = `
  with stored as (
    insert into challenger_scores (tenant_id, model_version_id, transaction_id, champion_version_id, decided, score, outcome,
           champion_score, champion_outcome, own_amount, latency_ms, champion_latency_ms)
    select $1::uuid, given.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::boolean[], $6::float8[], $7::text[],
           $8::float8[], $9::text[], $10::numeric[], $11::real[], $12::real[]) given
    on conflict do nothing
    returning model_version_id, champion_version_id, decided, champion_outcome, outcome, own_amount)
  insert into challenger_hours as h (tenant_id, model_version_id, hour, champion_version_id, decided, champion_outcome, outcome,
         payments, own_amount)
  select $1::uuid, model_version_id, date_trunc('hour', now(), 'UTC'), champion_version_id, decided, champion_outcome, outcome,
         count(*), sum(own_amount)
    from stored group by 2, 4, 5, 6, 7 order by 2, 4, 5, 6, 7
  on conflict (tenant_id, model_version_id, hour, champion_version_id, decided, champion_outcome, outcome)
  do update set payments = h.payments + excluded.payments, own_amount = h.own_amount + excluded.own_amount`

export function recordScores(tenantId: string, rows: readonly ChallengerScore[]): Statement {
  const values = [
    tenantId,
    plainArray(rows.map(({ modelVersionId }) => modelVersionId)),
    plainArray(rows.map(({ transactionId }) => transactionId)),
    plainArray(rows.map(({ championVersionId }) => championVersionId)),
    plainArray(rows.map(({ decided }) => decided)),
    float8Array(rows.map(({ score }) => score)),
    textArray(rows.map(({ outcome }) => outcome)),
    float8Array(rows.map(({ championScore }) => championScore)),
    textArray(rows.map(({ championOutcome }) => championOutcome)),
    plainArray(rows.map(({ amountMinor }) => amountMinor / 100)),
    plainArray(rows.map(({ latency }) => latency?.own)),
    plainArray(rows.map(({ latency }) => latency?.champion)),
  ]
  return { name: 'shadow-scores', text: SCORES, values }
}

const GAPS = `
  insert into challenger_gaps as g (tenant_id, model_version_id, hour, reason, payments, detail)
  select $1::uuid, given.model_version_id, date_trunc('hour', now(), 'UTC'), given.reason, given.payments, given.detail
    from unnest($2::uuid[], $3::text[], $4::bigint[], $5::text[]) given (model_version_id, reason, payments, detail)
   order by 2, 4
  on conflict (tenant_id, model_version_id, hour, reason) do update
     set payments = g.payments + excluded.payments, detail = coalesce(excluded.detail, g.detail), last_at = now()`

export const recordGaps = (tenantId: string, gaps: readonly Gap[]): Statement => ({
  name: 'shadow-gaps',
  text: GAPS,
  values: [
    tenantId,
    plainArray(gaps.map(({ modelVersionId }) => modelVersionId)),
    textArray(gaps.map(({ reason }) => reason)),
    plainArray(gaps.map(({ payments }) => payments)),
    textArray(gaps.map(({ detail }) => detail)),
  ],
})

// A run that has ended keeps its counts: what arrives later is no evidence any more.
const COUNTS = `
  update canary_runs
     set decided = decided + $4, compared = compared + $5, faults = faults + $6, fault_detail = coalesce($7, fault_detail),
         pairs = pairs + $8, block_more = block_more + $9, block_less = block_less + $10,
         review_more = review_more + $11, review_less = review_less + $12,
         slow_pairs = slow_pairs + $13, slow_more = slow_more + $14, slow_less = slow_less + $15
   where tenant_id = $1 and model_version_id = $2 and stage_version = $3 and ended_at is null`

export const recordCounts = (tenantId: string, counts: CanaryCounts): Statement => ({
  name: 'shadow-counts',
  text: COUNTS,
  values: [
    tenantId,
    counts.modelVersionId,
    counts.stageVersion,
    counts.decided,
    counts.compared,
    counts.faults,
    counts.faultDetail,
    counts.pairs,
    counts.blockMore,
    counts.blockLess,
    counts.reviewMore,
    counts.reviewLess,
    counts.slowPairs,
    counts.slowMore,
    counts.slowLess,
  ],
})
