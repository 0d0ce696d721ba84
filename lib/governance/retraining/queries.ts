import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, type PageInput, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { withTenant } from '@/lib/platform/db'
import { findRetraining } from './find-retraining'
import { presentRetraining, presentRetrainings, presentSchedule } from './present'
import type { Retraining, RetrainingList, RetrainingSchedule } from './schema'
import { whyUnavailable } from './training-environment'

const cursors = cursorCodec(uuid)
const LIST = 'retrainings'

/** Retrainings of the tenant, newest first. @throws AppError invalid-cursor */
export async function listRetrainings(
  ctx: Context,
  { limit = 20, cursor }: PageInput = {},
): Promise<RetrainingList> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  const before = cursor === undefined ? undefined : cursors.decode(LIST, cursor)
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.retraining.findMany({
      where: { tenantId, ...(before !== undefined && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const page = toPage(rows, limit, (last) => cursors.encode(LIST, last.id))
    return {
      items: await presentRetrainings(tx, tenantId, page.items),
      next_cursor: page.next_cursor,
      unavailable: whyUnavailable(),
    }
  })
}

/** @throws AppError not-found */
export async function getRetraining(ctx: Context, id: string): Promise<Retraining> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => presentRetraining(tx, await findRetraining(tx, tenantId, id)))
}

export async function getRetrainingSchedule(ctx: Context): Promise<RetrainingSchedule> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) =>
    presentSchedule(await tx.retrainingSchedule.findFirst({ where: { tenantId } })),
  )
}
