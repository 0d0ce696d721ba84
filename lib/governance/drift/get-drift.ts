import { alertsPerDayCapacity, readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context } from '@/lib/contract/context'
import { addPacked, emptyTally, layoutOf } from '@/lib/engine/drift'
import { presentModel, readBundleDocuments } from '@/lib/governance/models'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { composeDrift, type MeasuredDays } from './compose-drift'
import { importanceOf } from './importance'
import {
  readAlarms,
  readFigures,
  readNewCategories,
  readTallies,
  readWatch,
  readWeekLabels,
  readWeeks,
} from './queries'
import type { Drift, DriftQuery } from './schema'

const HISTORY_DAYS = 90
const HISTORY_HOURS = 48
const WEEKS = 16

/**
 * Drift of a model, from what the job has stored: no decision is read here.
 * @throws AppError no-production-model, model-unavailable where its bundle cannot be read, not-found for another model or feature
 */
export async function getDrift(ctx: Context, query: DriftQuery, now = new Date()): Promise<Drift> {
  authorize(ctx, 'model:read')
  const { id: tenantId, timeZone } = ctx.tenant
  const model = await withTenant({ tenantId }, (tx) => findMeasured(tx, tenantId, query.model_id))
  const bundle = await readBundleDocuments(tenantId, presentModel(model))
  if (bundle.state === 'unreadable') {
    throw new AppError('model-unavailable', { detail: `${bundle.file}: ${bundle.reason}` })
  }
  const { baseline, report } = bundle.documents
  const layout = baseline && layoutOf(model.featureNames, baseline)
  return withTenant({ tenantId }, async (tx) => {
    if (
      query.feature !== undefined &&
      query.feature !== 'score' &&
      !model.featureNames.includes(query.feature)
    ) {
      throw new AppError('not-found', { detail: `The model has no feature ${query.feature}.` })
    }
    const history = await readFigures(tx, tenantId, model.id, 'day', HISTORY_DAYS)
    const window = history.slice(-query.days)
    const [first, last] = [window[0]?.start, window.at(-1)?.start]
    const recent = layout && emptyTally(layout, true)
    if (recent && first && last) {
      for (const { tally, sketches } of await readTallies(tx, tenantId, model.id, first, last)) {
        if (tally) addPacked(recent, tally, sketches)
      }
    }
    const weeks = await readWeeks(tx, tenantId, model.id, timeZone, WEEKS)
    const oldest = weeks.at(-1)?.week
    const cursor = await tx.driftCursor.findFirst({ where: { tenantId } })
    const measured: MeasuredDays = {
      model,
      measuredThrough: cursor?.updatedAt ?? null,
      baselineRows: baseline?.rows ?? 0,
      layout,
      weights: layout ? importanceOf(layout, report) : [],
      hasReport: report !== null,
      recent,
      window,
      history,
      hours: await readFigures(tx, tenantId, model.id, 'hour', HISTORY_HOURS),
      categories: first ? await readNewCategories(tx, tenantId, model.id, first) : [],
      watch: await readWatch(tx, tenantId, model.id),
      alarms: await readAlarms(tx, ctx, { modelVersionId: model.id }),
      weeks,
      labels: oldest === undefined ? [] : await readWeekLabels(tx, tenantId, model.id, oldest),
      capacity: alertsPerDayCapacity(await readInstitutionSettings(tx)),
    }
    return composeDrift(measured, query, now)
  })
}

async function findMeasured(tx: TenantClient, tenantId: string, id: string | undefined) {
  const model = await tx.modelVersion.findFirst({
    where: id === undefined ? { tenantId, stage: 'production' } : { tenantId, id },
  })
  if (model) return model
  throw new AppError(id === undefined ? 'no-production-model' : 'not-found')
}
