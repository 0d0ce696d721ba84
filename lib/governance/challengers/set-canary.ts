import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { findModel } from '@/lib/governance/models'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { RunRow } from './evidence-of'
import { presentCanary } from './present'
import type { Canary, CanaryInput } from './schema'

const DEFAULTS = { maxBlockShift: 0.005, maxReviewShift: 0.01, slowMs: 100, maxSlowShift: 0.01 }
type Limits = typeof DEFAULTS

/**
 * Sets the share of senders whose payments the canary decides, from the next score on in every process. The first call
 * starts the run with its limits. They stay once it has decided: limits that follow the data would void the test.
 * @param version the version of the run that the caller has seen; null for any
 * @throws AppError not-found; conflict where the model is not the canary, its run has ended or its limits are fixed;
 * version-conflict
 */
export async function setCanary(
  ctx: Context,
  id: string,
  input: CanaryInput,
  version: number | null = null,
): Promise<Canary> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const { stage, stageVersion } = await findModel(tx, tenantId, id)
    if (stage !== 'canary')
      throw conflict('Only the canary decides payments. Give the model this stage first.')
    const before = await lockRun(tx, tenantId, id, stageVersion)
    if (before?.endedAt) throw conflict('This canary was stopped.')
    if (version !== null && version !== (before?.version ?? 0)) {
      throw new AppError('version-conflict', { currentVersion: before?.version ?? 0 })
    }
    const after = before
      ? await changeRun(tx, before, input)
      : await startRun(tx, ctx, id, stageVersion, input)
    await writeAudit(tx, ctx, {
      action: before ? 'canary.changed' : 'canary.started',
      objectKind: 'model-version',
      objectId: id,
      ...(before && { before: settingsOf(before) }),
      after: settingsOf(after),
    })
    await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
    return presentCanary(after, stageVersion)
  })
}

const conflict = (detail: string): AppError => new AppError('conflict', { detail })

const settingsOf = ({ share, maxBlockShift, maxReviewShift, slowMs, maxSlowShift }: RunRow) => ({
  share,
  maxBlockShift,
  maxReviewShift,
  slowMs,
  maxSlowShift,
})

/** The run of this stage version, locked against its counts and its end. */
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

const limitsOf = (input: CanaryInput, otherwise: Limits): Limits => ({
  maxBlockShift: input.max_block_shift ?? otherwise.maxBlockShift,
  maxReviewShift: input.max_review_shift ?? otherwise.maxReviewShift,
  slowMs: input.slow_ms ?? otherwise.slowMs,
  maxSlowShift: input.max_slow_shift ?? otherwise.maxSlowShift,
})

const startRun = (
  tx: TenantClient,
  ctx: Context,
  id: string,
  stageVersion: number,
  input: CanaryInput,
): Promise<RunRow> => {
  const run = { tenantId: ctx.tenant.id, modelVersionId: id, stageVersion, share: input.share }
  return tx.canaryRun.create({ data: { ...run, ...limitsOf(input, DEFAULTS) } })
}

async function changeRun(tx: TenantClient, before: RunRow, input: CanaryInput): Promise<RunRow> {
  const limits = limitsOf(input, before)
  const names = Object.keys(limits) as (keyof Limits)[]
  if (before.decided > 0n && names.some((name) => limits[name] !== before[name])) {
    throw conflict('The limits of a canary that has decided payments stay. Stop it to start with others.')
  }
  const { tenantId, modelVersionId, stageVersion } = before
  const data = { share: input.share, ...limits, version: before.version + 1 }
  await tx.canaryRun.updateMany({ where: { tenantId, modelVersionId, stageVersion }, data })
  return { ...before, ...data }
}
