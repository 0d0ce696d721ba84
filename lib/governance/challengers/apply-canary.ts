import { writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import { findModel } from '@/lib/governance/models'
import { announce } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { type CanarySettings, movesLimit, NO_RUN, settingsAfter, settingsOf } from './canary-settings'
import type { RunRow } from './evidence-of'
import { presentCanary } from './present'
import type { Canary, CanaryInput } from './schema'

/** The canary as it stands, and what a request makes of it. */
export interface CanaryPlan {
  model: { id: string; name: string; stageVersion: number }
  run: RunRow | null
  before: CanarySettings
  after: CanarySettings
}

/**
 * What a request would change, with the run locked against its counts and its end.
 * @throws AppError not-found; conflict where the model is not the canary, its run has ended or its limits are fixed
 */
export async function planCanary(
  tx: TenantClient,
  tenantId: string,
  id: string,
  input: CanaryInput,
): Promise<CanaryPlan> {
  const { stage, stageVersion, name, version } = await findModel(tx, tenantId, id)
  if (stage !== 'canary') throw conflict('Only the canary decides payments. Give the model this stage first.')
  const run = await lockRun(tx, tenantId, id, stageVersion)
  if (run?.endedAt) throw conflict('This canary was stopped.')
  const before = run ? settingsOf(run) : NO_RUN
  const after = settingsAfter(before, input)
  if (run && run.decided > 0n && movesLimit(before, after)) {
    throw conflict('The limits of a canary that has decided payments stay. Stop it to start with others.')
  }
  return { model: { id, name: `${name}/${version}`, stageVersion }, run, before, after }
}

const conflict = (detail: string): AppError => new AppError('conflict', { detail })

/** The run of this stage version. */
async function lockRun(
  tx: TenantClient,
  tenantId: string,
  id: string,
  stageVersion: number,
): Promise<RunRow | null> {
  await tx.$queryRaw`
    select from canary_runs
     where tenant_id = ${tenantId}::uuid and model_version_id = ${id}::uuid and stage_version = ${stageVersion}::int
       for update`
  return tx.canaryRun.findFirst({ where: { tenantId, modelVersionId: id, stageVersion } })
}

/** Starts or changes the run as planned, with its audit row. It holds from the next score on in every process. */
export async function applyCanary(
  tx: TenantClient,
  ctx: Context,
  { model: { id, stageVersion }, run, before, after }: CanaryPlan,
): Promise<Canary> {
  const tenantId = ctx.tenant.id
  const key = { tenantId, modelVersionId: id, stageVersion }
  const changed = run && { ...run, ...after, version: run.version + 1 }
  if (changed) await tx.canaryRun.updateMany({ where: key, data: { ...after, version: changed.version } })
  const stored = changed ?? (await tx.canaryRun.create({ data: { ...key, ...after } }))
  await writeAudit(tx, ctx, {
    action: run ? 'canary.changed' : 'canary.started',
    objectKind: 'model-version',
    objectId: id,
    ...(run && { before: { ...before } }),
    after: { ...after },
  })
  await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
  return presentCanary(stored, stageVersion)
}
