import type { Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { type AlarmRow, presentAlarm } from './present'
import { type DriftAlarm, type WatchState, watchState } from './schema'

/** Alarms that a response holds. */
const MOST_ALARMS = 20

/** Alarms of a model, newest first, or the one with this id. */
export async function readAlarms(
  tx: TenantClient,
  ctx: Context,
  { id = null, modelVersionId = null }: { id?: string | null; modelVersionId?: string | null },
): Promise<DriftAlarm[]> {
  const rows = await tx.$queryRaw<AlarmRow[]>`
    select a.id, a.day, a.raised_at, a.evidence, a.threshold, a.consequences, a.acknowledged_at, a.acknowledged_by, a.note,
           u.full_name as acknowledged_name
      from drift_alarms a left join users u on u.tenant_id = a.tenant_id and u.id = a.acknowledged_by
     where a.tenant_id = ${ctx.tenant.id}::uuid and (${id}::uuid is null or a.id = ${id}::uuid)
       and (${modelVersionId}::uuid is null or a.model_version_id = ${modelVersionId}::uuid)
     order by a.day desc limit ${MOST_ALARMS}`
  return rows.map(presentAlarm)
}

/** A day or hour without its bins. */
export interface FiguresRow {
  start: Date
  outcomes: number[]
  /** Null while open; empty for a period without decisions. */
  indexes: number[] | null
  closed_at: Date | null
}

/** The newest days, or hours, with decisions of a model, oldest first. */
export async function readFigures(
  tx: TenantClient,
  tenantId: string,
  modelVersionId: string,
  grain: 'hour' | 'day',
  most: number,
): Promise<FiguresRow[]> {
  const rows = await tx.$queryRaw<FiguresRow[]>`
    select window_start as start, outcomes, indexes, closed_at from drift_snapshots
     where tenant_id = ${tenantId}::uuid and model_version_id = ${modelVersionId}::uuid and grain = ${grain}
       and outcomes[1] + outcomes[2] + outcomes[3] > 0
     order by window_start desc limit ${most}::int`
  return rows.reverse()
}

export interface TallyRow {
  tally: Uint8Array | null
  sketches: Uint8Array | null
}

/** The bins of the days from `from` to `to`. */
export const readTallies = (
  tx: TenantClient,
  tenantId: string,
  modelVersionId: string,
  from: Date,
  to: Date,
): Promise<TallyRow[]> => tx.$queryRaw`
  select tally, sketches from drift_snapshots
   where tenant_id = ${tenantId}::uuid and model_version_id = ${modelVersionId}::uuid and grain = 'day'
     and window_start between ${from} and ${to}`

export interface NewCategoryRow {
  field: string
  value: string
  decisions: number
  first_day: Date
}

/** Values of texts from `from` on that no decision of the 28 days before had. None where there are no such days. */
export const readNewCategories = (
  tx: TenantClient,
  tenantId: string,
  modelVersionId: string,
  from: Date,
): Promise<NewCategoryRow[]> => tx.$queryRaw`
  with days as materialized (
    select window_start, categories from drift_snapshots
     where tenant_id = ${tenantId}::uuid and model_version_id = ${modelVersionId}::uuid and grain = 'day'
       and window_start >= ${from}::timestamptz - interval '28 days'),
  seen as (
    select d.window_start, f.key as field, v.key as value, v.value::int as decisions
      from days d, jsonb_each(d.categories) f (key, value), jsonb_each_text(f.value) v (key, value))
  select field, value, sum(decisions)::int as decisions, min(window_start) as first_day from seen s
   where exists (select from days where window_start < ${from})
   group by field, value having min(window_start) >= ${from}
   order by sum(decisions) desc, field, value limit 20`

export async function readWatch(
  tx: TenantClient,
  tenantId: string,
  modelVersionId: string,
): Promise<WatchState> {
  const row = await tx.driftWatch.findFirst({ where: { tenantId, modelVersionId } })
  const state = watchState.safeParse(row?.state)
  return state.success
    ? state.data
    : { from: null, through: null, learned_days: 0, evidence: 1, signals: [], kinds: [] }
}

export interface WeekRow {
  week: string
  outcomes: number[]
}

export interface LabelRow {
  week: string
  delay_days: number
  alert_frauds: number
  missed_frauds: number
  alert_genuine: number
  missed_genuine: number
}

/** The outcomes of the newest weeks, summed over their days, newest first. */
export const readWeeks = (
  tx: TenantClient,
  tenantId: string,
  modelVersionId: string,
  timeZone: string,
  most: number,
): Promise<WeekRow[]> => tx.$queryRaw`
  with days as (
    select to_char(date_trunc('week', window_start at time zone ${timeZone}::text), 'YYYY-MM-DD') as week, outcomes
      from drift_snapshots
     where tenant_id = ${tenantId}::uuid and model_version_id = ${modelVersionId}::uuid and grain = 'day'
       and outcomes[1] + outcomes[2] + outcomes[3] > 0
     order by window_start desc limit ${most * 7}::int)
  select week, array_agg(sum order by place) as outcomes
    from (select week, place, sum(value) as sum from days, unnest(outcomes) with ordinality o (value, place) group by 1, 2) sums
   group by week order by week desc limit ${most}::int`

/** The labels of the weeks from `from` on. */
export const readWeekLabels = (
  tx: TenantClient,
  tenantId: string,
  modelVersionId: string,
  from: string,
): Promise<LabelRow[]> => tx.$queryRaw`
  select to_char(week, 'YYYY-MM-DD') as week, delay_days, alert_frauds, missed_frauds, alert_genuine, missed_genuine
    from drift_labels
   where tenant_id = ${tenantId}::uuid and model_version_id = ${modelVersionId}::uuid and week >= ${from}::date
   order by week, delay_days`
