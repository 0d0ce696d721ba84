import { firstIdAt } from '@/lib/platform/ids'
import type { TenantClient } from '@/lib/platform/db'
import type { ComparedSince } from './read-totals'
import { type Comparison, KEPT_DAYS, type Quality } from './schema'
import { wilson } from '@/lib/engine/statistics'
import { DAY_MS } from '@/lib/platform/time'

/** Labels that are read, the newest payments first. */
const MOST_LABELS = 50_000

interface Counts {
  read: number
  labelled: number
  frauds: number
  champion_flagged: number
  champion_caught: number
  flagged: number
  caught: number
}

/**
 * Precision and recall of both models on the same labelled payments. Only mature payments count: of younger ones the
 * labels that are there already are not like those that will come. A payment that nobody labelled counts nowhere, so
 * both figures speak about what was looked at or reported.
 */
export async function readQuality(
  tx: TenantClient,
  { tenantId, challengerId, championId }: Omit<ComparedSince, 'since'>,
  now: Date,
  labelDelayDays: number,
): Promise<Comparison['quality']> {
  const from = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  const until = new Date(now.getTime() - labelDelayDays * DAY_MS)
  const [row] = await tx.$queryRaw<Counts[]>`
    with latest as (
      select distinct on (transaction_id) transaction_id, is_fraud, sign from transaction_labels
       where tenant_id = ${tenantId}::uuid
         and transaction_id >= ${firstIdAt(from)}::uuid and transaction_id < ${firstIdAt(until)}::uuid
       order by transaction_id desc, seq desc limit ${MOST_LABELS}
    ), judged as (
      select l.is_fraud, c.champion_outcome in ('review', 'block') as by_champion, c.outcome in ('review', 'block') as by_challenger
        from latest l join challenger_scores c
          on c.tenant_id = ${tenantId}::uuid and c.model_version_id = ${challengerId}::uuid and c.transaction_id = l.transaction_id
       where l.sign = 1 and c.champion_version_id = ${championId}::uuid
    )
    select (select count(*)::int from latest) as read, count(*)::int as labelled,
           count(*) filter (where is_fraud)::int as frauds,
           count(*) filter (where by_champion)::int as champion_flagged,
           count(*) filter (where by_champion and is_fraud)::int as champion_caught,
           count(*) filter (where by_challenger)::int as flagged,
           count(*) filter (where by_challenger and is_fraud)::int as caught
      from judged`
  const counts = row as Counts
  return {
    from: from.toISOString(),
    until: until.toISOString(),
    labelled: counts.labelled,
    frauds: counts.frauds,
    capped: counts.read === MOST_LABELS,
    champion: qualityOf(counts.champion_flagged, counts.champion_caught, counts.frauds),
    challenger: qualityOf(counts.flagged, counts.caught, counts.frauds),
  }
}

const qualityOf = (flagged: number, caught: number, frauds: number): Quality => ({
  precision: wilson(caught, flagged),
  recall: wilson(caught, frauds),
})
