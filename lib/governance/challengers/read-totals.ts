import type { TenantClient } from '@/lib/platform/db'
import type { Comparison } from './schema'
import { wilson } from '@/lib/engine/statistics'

/** A comparison of two models since a time. */
export interface ComparedSince {
  tenantId: string
  challengerId: string
  championId: string
  since: Date
}

type Totals = Pick<Comparison, 'compared' | 'decided_by_challenger' | 'agreement' | 'outcomes'>

interface HourRow {
  champion_outcome: Totals['outcomes'][number]['champion_outcome']
  outcome: Totals['outcomes'][number]['outcome']
  payments: bigint
  by_challenger: bigint
  own_amount: string
}

/** How both models decide, from totals per hour. */
export async function readTotals(
  tx: TenantClient,
  { tenantId, challengerId, championId, since }: ComparedSince,
): Promise<Totals> {
  const rows = await tx.$queryRaw<HourRow[]>`
    select champion_outcome, outcome, sum(payments)::bigint as payments, trim_scale(sum(own_amount))::text as own_amount,
           coalesce(sum(payments) filter (where decided), 0)::bigint as by_challenger
      from challenger_hours
     where tenant_id = ${tenantId}::uuid and model_version_id = ${challengerId}::uuid and hour >= ${since}
       and champion_version_id = ${championId}::uuid
     group by champion_outcome, outcome order by champion_outcome, outcome`
  const outcomes = rows.map(({ champion_outcome, outcome, payments, own_amount }) => {
    return { champion_outcome, outcome, payments: Number(payments), own_amount }
  })
  const count = outcomes.reduce((sum, { payments }) => sum + payments, 0)
  const alike = outcomes.filter(({ champion_outcome, outcome }) => champion_outcome === outcome)
  return {
    compared: count,
    decided_by_challenger: rows.reduce((sum, { by_challenger }) => sum + Number(by_challenger), 0),
    agreement: wilson(
      alike.reduce((sum, { payments }) => sum + payments, 0),
      count,
    ),
    outcomes,
  }
}

interface GapRow {
  reason: Comparison['gaps'][number]['reason']
  payments: bigint
  detail: string | null
  last_at: Date
}

/** Payments that the challenger did not score, by reason, with the newest failure in words. */
export async function readGaps(
  tx: TenantClient,
  { tenantId, challengerId, since }: Pick<ComparedSince, 'tenantId' | 'challengerId' | 'since'>,
): Promise<Comparison['gaps']> {
  const rows = await tx.$queryRaw<GapRow[]>`
    select reason, sum(payments)::bigint as payments, max(last_at) as last_at,
           (array_agg(detail order by last_at desc) filter (where detail is not null))[1] as detail
      from challenger_gaps
     where tenant_id = ${tenantId}::uuid and model_version_id = ${challengerId}::uuid and hour >= ${since}
     group by reason order by reason`
  return rows.map(({ payments, last_at, ...gap }) => ({
    ...gap,
    payments: Number(payments),
    last_at: last_at.toISOString(),
  }))
}
