import { asStored } from '@/lib/contract/canonical-entity'
import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { entryEvent } from '@/lib/scoring/lists'
import type { ListType } from './schema'

/** Removes an entry. @throws AppError not-found */
export const removeFromWatchlist = (ctx: Context, id: string): Promise<void> => removeEntry(ctx, { id })

/** Removes the entry of an account on this list. @throws AppError not-found */
export const removeAccountFromWatchlist = (
  ctx: Context,
  accountId: string,
  listType: ListType,
): Promise<void> => {
  const { kind, id } = asStored(ctx.tenant, { kind: 'account', id: accountId })
  return removeEntry(ctx, { kind, accountId: id, listType })
}

type Which = { id: string } | { kind: string; accountId: string; listType: ListType }

async function removeEntry(ctx: Context, which: Which): Promise<void> {
  authorize(ctx, 'watchlist:write')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const row = await tx.watchlistEntry.findFirst({ where: { tenantId, ...which } })
    if (!row) throw new AppError('not-found')
    const { count } = await tx.watchlistEntry.deleteMany({ where: { tenantId, id: row.id } })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, entryEvent('watchlist.removed', { before: row }))
    await announce(tx, tenantId, { kind: 'watchlists.changed', payload: { entityId: row.accountId } })
  })
}
