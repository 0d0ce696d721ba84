import { EVIDENCE_THRESHOLD, LEARNING_DAYS, referenceOf, watchDays } from '@/lib/engine/drift'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { presentKind } from '../present'
import type { WatchState } from '../schema'
import { lockTenant } from './cursor'
import type { MeasuredModel, ModelLayouts } from './layout-of-model'
import { raiseAlarm } from './raise-alarm'
import { readDays, type StoredDay } from './read-days'
import { DAY_MS } from '@/lib/platform/time'

/** Evidence of longer ago is history: the watch goes on after it without an alarm. */
const STALE_MS = 14 * DAY_MS
/** Kinds of decisions that the state names. */
const MOST_KINDS = 5

/** The false-alarm probability is spent over this many days; then the watch starts again with the last days as its reference. */
const YEAR_DAYS = 365

/** Looks at the closed days of the tenant's production model, and raises an alarm where they have changed. */
export async function watchModels(
  tenantId: string,
  modelVersionIds: readonly string[],
  layouts: ModelLayouts,
  now: Date,
): Promise<void> {
  for (const id of modelVersionIds) {
    if (isDraining()) return
    await withTenant({ tenantId }, async (tx) => {
      if (!(await lockTenant(tx, tenantId))) return
      const production = await tx.modelVersion.findFirst({ where: { tenantId, id, stage: 'production' } })
      if (production) await watchModel(tx, tenantId, await layouts.of(tx, id), now)
    })
  }
}

async function watchModel(
  tx: TenantClient,
  tenantId: string,
  model: MeasuredModel,
  now: Date,
): Promise<void> {
  const { id, layout, weights } = model
  if (layout === null) return
  const [last] = await tx.driftAlarm.findMany({
    where: { tenantId, modelVersionId: id },
    orderBy: { day: 'desc' },
    take: 1,
  })
  const isOpen = last !== undefined && last.acknowledgedAt === null
  let days = inThisYear(await readDays(tx, tenantId, id, layout, isOpen || !last ? new Date(0) : last.day))
  let watch = watchDays(days, layout, weights)
  while (watch.alarm !== null && now.getTime() - days[watch.alarm]!.start.getTime() > STALE_MS) {
    days = days.slice(watch.alarm + 1)
    watch = watchDays(days, layout, weights)
  }
  const state: WatchState = {
    from: days[0]?.start.toISOString() ?? null,
    through: days.at(-1)?.start.toISOString() ?? null,
    learned_days: watch.learned_days,
    evidence: watch.evidence.at(-1) ?? 1,
    signals: watch.signals,
    kinds: watch.kinds.slice(0, MOST_KINDS).map(presentKind),
  }
  await tx.$executeRaw`
    insert into drift_watches (tenant_id, model_version_id, state)
    values (${tenantId}::uuid, ${id}::uuid, ${JSON.stringify(state)}::jsonb)
    on conflict (tenant_id, model_version_id) do update set state = excluded.state, updated_at = now()`
  const reference = watch.alarm === null ? null : referenceOf(watch.alarm)
  if (watch.alarm === null || reference === null || isOpen) return
  await raiseAlarm(tx, tenantId, model, {
    reference: days.slice(reference.from, reference.to),
    recent: days.slice(Math.max(0, watch.alarm - 6), watch.alarm + 1),
    evidence: watch.evidence[watch.alarm]!,
    threshold: EVIDENCE_THRESHOLD,
    signals: watch.signals,
    kinds: watch.kinds,
    at: now,
  })
}

function inThisYear(days: StoredDay[]): StoredDay[] {
  const years = Math.max(0, Math.floor((days.length - LEARNING_DAYS) / YEAR_DAYS))
  return days.slice(years * YEAR_DAYS)
}
