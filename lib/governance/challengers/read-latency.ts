import type { TenantClient } from '@/lib/platform/db'
import type { ComparedSince } from './read-totals'
import type { Comparison } from './schema'

const MOST_SAMPLES = 2_000

interface LatencyRow {
  samples: number
  champion: number[] | null
  challenger: number[] | null
}

/** Percentiles of the newest samples, in milliseconds; null without one. */
export async function readLatency(
  tx: TenantClient,
  { tenantId, challengerId, championId }: Omit<ComparedSince, 'since'>,
): Promise<Comparison['latency']> {
  const [row] = await tx.$queryRaw<LatencyRow[]>`
    select count(*)::int as samples,
           percentile_cont(array[0.5, 0.95, 0.99]) within group (order by champion_latency_ms) as champion,
           percentile_cont(array[0.5, 0.95, 0.99]) within group (order by latency_ms) as challenger
      from (select latency_ms, champion_latency_ms from challenger_scores
             where tenant_id = ${tenantId}::uuid and model_version_id = ${challengerId}::uuid and latency_ms is not null
               and champion_version_id = ${championId}::uuid
             order by transaction_id desc limit ${MOST_SAMPLES}) newest`
  if (!row?.champion || !row.challenger) return null
  return { samples: row.samples, champion: named(row.champion), challenger: named(row.challenger) }
}

const named = ([p50 = 0, p95 = 0, p99 = 0]: number[]) => ({ p50, p95, p99 })
