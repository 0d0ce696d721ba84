import { type Statement, textArray, timestampArray } from '@/lib/platform/db'
import { LEASE_MS } from './lease'
import type { Place } from './replay-source'

export interface ReplayProgress {
  position: number
  place: Place | null
  scored: number
  rejected: number
  high: number
  flagged: number
  frauds: number
  caught: number
  labels: { transactionId: string; isFraud: boolean; arrivesAtMs: number }[]
}

/** Writes that commit with the transactions that they count. Open pages hear of them once a second. */
export function progressWrites(tenantId: string, id: string, progress: ReplayProgress): Statement[] {
  const { position, place, labels } = progress
  const writes: Statement[] = [
    {
      name: 'replay-progress',
      text: `update replays set
                last_at = case when $3::int > position then $4::timestamptz else last_at end,
                last_id = case when $3::int > position then $5::uuid else last_id end,
                last_line = case when $3::int > position then $14::int else last_line end,
                position = greatest(position, $3::int), scored_count = scored_count + $6::int,
                rejected_count = rejected_count + $7::int, high_count = high_count + $8::int,
                flagged_count = flagged_count + $9::int, fraud_count = fraud_count + $10::int,
                caught_count = caught_count + $11::int, label_count = label_count + $12::int,
                lease_until = case when finished_at is null then now() + $13::int * interval '1 millisecond' end,
                announced_at = case when announced_at > now() - interval '1 second' then announced_at else now() end
              where tenant_id = $1::uuid and id = $2::uuid`,
      values: [
        tenantId,
        id,
        position,
        place?.at.toISOString() ?? null,
        place?.id ?? null,
        progress.scored,
        progress.rejected,
        progress.high,
        progress.flagged,
        progress.frauds,
        progress.caught,
        labels.length,
        LEASE_MS,
        place?.line ?? null,
      ],
    },
    {
      name: 'replay-announce',
      text: `insert into live_events (tenant_id, kind, payload)
             select tenant_id, 'replays.changed', jsonb_build_object('replayId', id::text) from replays
              where tenant_id = $1::uuid and id = $2::uuid and announced_at = now()::timestamptz(3)`,
      values: [tenantId, id],
    },
  ]
  if (labels.length > 0) {
    writes.push({
      name: 'replay-labels',
      text: `insert into replay_labels (tenant_id, transaction_id, replay_id, is_fraud, due_at)
             select $1::uuid, row.id::uuid, $2::uuid, row.is_fraud, row.due_at
               from unnest($3::text[], $4::boolean[], $5::timestamptz[]) as row (id, is_fraud, due_at)`,
      values: [
        tenantId,
        id,
        textArray(labels.map(({ transactionId }) => transactionId)),
        labels.map(({ isFraud }) => isFraud),
        timestampArray(labels.map(({ arrivesAtMs }) => arrivesAtMs)),
      ],
    })
  }
  return writes
}
