import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import type { Prisma, TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { applyChange } from './apply-change'
import { inChangeTransaction, lockChanges, noteChange, stale } from './change-transaction'
import { planChange, type PlannedChange, prepareChange } from './plan-change'
import { kindOf } from './kinds'
import { outlookColumns, presentChange } from './present'
import type { ChangeInput, ChangeRequest } from './schema'
import { hashOf, shownHash } from './shown-hash'
import { startTime } from './start-time'

/**
 * Requests a change and stores its impact. Under four eyes it waits for another administrator; otherwise it takes effect
 * at once, or at its start.
 * @throws AppError invalid-request, not-found, conflict; stale where `before_hash` is not what is in force
 */
export async function requestChange(ctx: Context, input: ChangeInput): Promise<ChangeRequest> {
  authorize(ctx, kindOf(input.change.kind).permission)
  const requestedBy = requireUserId(ctx)
  const startsAt = startTime(input.starts_at, new Date())
  const prepared = await prepareChange(ctx, input.change)
  return inChangeTransaction(ctx, async (tx) => {
    const planned = await planChange(tx, ctx, input.change, input.days, prepared)
    if (input.before_hash !== null && input.before_hash !== hashOf(planned.before)) throw stale()
    const { four_eyes: fourEyes } = await readInstitutionSettings(tx)
    const row = await insert(tx, ctx, input, planned, { requestedBy, startsAt, fourEyes })
    await noteChange(tx, ctx, 'change.requested', { after: row })
    if (fourEyes || startsAt !== null) return presentChange(tx, row)
    await lockChanges(tx, ctx.tenant.id)
    return presentChange(tx, await applyChange(tx, ctx, row, {}))
  })
}

const insert = (
  tx: TenantClient,
  ctx: Context,
  { change: { kind }, days: previewDays, reason }: ChangeInput,
  { payload, before, after, outlook, summary }: PlannedChange,
  { requestedBy, startsAt, fourEyes }: { requestedBy: string; startsAt: Date | null; fourEyes: boolean },
) =>
  tx.changeRequest.create({
    data: {
      tenantId: ctx.tenant.id,
      id: newId(),
      kind,
      status: fourEyes || startsAt === null ? 'pending' : 'scheduled',
      summary,
      reason,
      payload: payload as Prisma.InputJsonValue,
      before,
      after,
      ...outlookColumns(outlook),
      previewDays,
      shownHash: shownHash({
        kind,
        payload,
        before,
        after,
        outlook,
        reason,
        startsAt: startsAt?.toISOString() ?? null,
      }),
      previewedAt: new Date(),
      startsAt,
      fourEyes,
      requestedBy,
      ...(ctx.at && { requestedAt: ctx.at }),
    },
  })
