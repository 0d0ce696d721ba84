import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chooseSource } from './choose-source'
import { readStatus } from './present'
import type { ReplayStatus, StartReplay } from './schema'

/**
 * Starts a replay; a server process takes it within a second. One at a time.
 * @throws AppError not-a-sandbox, no-production-model, invalid-request for a source without payments; conflict while one is running
 */
export async function startReplay(ctx: Context, input: StartReplay): Promise<ReplayStatus> {
  authorize(ctx, 'replay:run')
  const requestedBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const { rate_per_second: ratePerSecond, duration_seconds: durationSeconds } = input
  return await withTenant({ tenantId }, async (tx) => {
    await requireSandbox(tx)
    if (
      !(await tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' }, select: { id: true } }))
    ) {
      throw new AppError('no-production-model')
    }
    if (await tx.replay.findFirst({ where: { tenantId, finishedAt: null }, select: { id: true } }))
      throw underWay()
    const source = await chooseSource(tx, ctx, input)
    const { id } = await tx.replay.create({
      data: { tenantId, id: newId(), requestedBy, ratePerSecond, durationSeconds, ...source },
    })
    const { windowFrom, windowTo } = source
    await writeAudit(tx, ctx, {
      action: 'replay.started',
      objectKind: 'replay',
      objectId: id,
      after: {
        source: source.source,
        rate_per_second: ratePerSecond,
        duration_seconds: durationSeconds,
        fraud_fraction: source.fraudFraction,
        window: windowFrom && windowTo && { from: windowFrom.toISOString(), to: windowTo.toISOString() },
        upload_id: source.uploadId,
      },
    })
    await announce(tx, tenantId, { kind: 'replays.changed', payload: { replayId: id } })
    return await readStatus(tx, tenantId)
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? underWay(error) : error
  })
}

/** @throws AppError not-a-sandbox */
async function requireSandbox(tx: TenantClient): Promise<void> {
  const { sandbox } = await tx.tenant.findFirstOrThrow({ select: { sandbox: true } })
  if (sandbox) return
  throw new AppError('not-a-sandbox', {
    detail:
      'Replays run in sandboxes only. An administrator can switch the sandbox on in the settings of the institution.',
  })
}

const underWay = (cause?: unknown): AppError =>
  new AppError('conflict', { detail: 'A replay is running. There is one at a time.', cause })
