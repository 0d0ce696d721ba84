import { type AuditContext, writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { presentRetraining, type RetrainingRow } from './present'
import type { Retraining, RetrainingCause, RetrainingInput } from './schema'
import { requireTraining } from './training-environment'

/** The name of every model that retraining makes. */
const MODEL_NAME = 'retrained'

interface Request {
  cause: RetrainingCause
  requestedBy: string | null
  driftAlarmId: string | null
}

/**
 * Queues a retraining on the tenant's own decisions; a server process with a training environment takes it within seconds.
 * @throws AppError training-unavailable, no-production-model; not-found for the alarm; conflict while another one is under way
 */
export async function requestRetraining(ctx: Context, input: RetrainingInput): Promise<Retraining> {
  authorize(ctx, 'policy:write')
  const requestedBy = requireUserId(ctx)
  requireTraining()
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    const { drift_alarm_id: driftAlarmId } = input
    if (
      driftAlarmId !== null &&
      !(await tx.driftAlarm.findFirst({ where: { tenantId, id: driftAlarmId } }))
    ) {
      throw new AppError('not-found')
    }
    return presentRetraining(tx, await queueRetraining(tx, ctx, { cause: 'user', requestedBy, driftAlarmId }))
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? underWay(error) : error
  })
}

/**
 * Queues a retraining in the transaction of the caller. The index allows one at a time.
 * @throws AppError no-production-model, conflict; a unique violation where another one was queued at the same moment
 */
export async function queueRetraining(
  tx: TenantClient,
  ctx: AuditContext,
  request: Request,
): Promise<RetrainingRow> {
  const tenantId = ctx.tenant.id
  const production = await tx.modelVersion.findFirst({
    where: { tenantId, stage: 'production' },
    select: { id: true },
  })
  if (!production) throw new AppError('no-production-model')
  if (await tx.retraining.findFirst({ where: { tenantId, finishedAt: null }, select: { id: true } })) {
    throw underWay()
  }
  const model = { modelName: MODEL_NAME, modelVersion: await nextVersion(tx, tenantId) }
  const row = await tx.retraining.create({ data: { tenantId, id: newId(), ...request, ...model } })
  await writeAudit(tx, ctx, {
    action: 'retraining.requested',
    objectKind: 'retraining',
    objectId: row.id,
    after: {
      cause: request.cause,
      model: `${model.modelName}/${model.modelVersion}`,
      drift_alarm_id: request.driftAlarmId,
    },
  })
  await announce(tx, tenantId, { kind: 'retrainings.changed', payload: { retrainingId: row.id } })
  return row
}

/** One more than the highest of the registered models and the retrainings with this name. */
async function nextVersion(tx: TenantClient, tenantId: string): Promise<string> {
  const [highest] = await tx.$queryRaw<{ patch: number | null }[]>`
    select max(split_part(version, '.', 3)::int) as patch from (
      select version from model_versions where tenant_id = ${tenantId}::uuid and name = ${MODEL_NAME}
       union all
      select model_version from retrainings where tenant_id = ${tenantId}::uuid and model_name = ${MODEL_NAME}) used
     where version ~ '^1\\.0\\.[0-9]{1,6}$'`
  return `1.0.${(highest?.patch ?? -1) + 1}`
}

const underWay = (cause?: unknown): AppError =>
  new AppError('conflict', { detail: 'A retraining is under way. There is one at a time.', cause })
