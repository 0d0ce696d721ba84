import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { auditState, entryEvent } from '@/lib/scoring/lists'
import { futureExpiry } from './future-expiry'
import { presentOne } from './present'
import type { WatchlistChange, WatchlistEntry } from './schema'

/**
 * Changes the reason and the expiry of an entry; an omitted field stays. A later expiry reactivates an expired entry.
 * @throws AppError not-found; conflict where another user changed it meanwhile
 */
export async function changeEntry(
  ctx: Context,
  id: string,
  change: WatchlistChange,
): Promise<WatchlistEntry> {
  authorize(ctx, 'watchlist:write')
  const tenantId = ctx.tenant.id
  const data = {
    ...(change.reason !== undefined && { reason: change.reason || null }),
    ...(change.expires_at !== undefined && { expiresAt: futureExpiry(change.expires_at) }),
  }
  return withTenant({ tenantId }, async (tx) => {
    const before = await tx.watchlistEntry.findFirst({ where: { tenantId, id } })
    if (!before) throw new AppError('not-found')
    const after = { ...before, ...data }
    const isUnchanged = JSON.stringify(auditState(before)) === JSON.stringify(auditState(after))
    if (isUnchanged) return presentOne(tx, before)
    const { count } = await tx.watchlistEntry.updateMany({
      where: { tenantId, id, reason: before.reason, expiresAt: before.expiresAt },
      data,
    })
    if (count === 0) {
      throw new AppError('conflict', { detail: 'The entry was changed or removed by another user.' })
    }
    await writeAudit(tx, ctx, entryEvent('watchlist.changed', { before, after }))
    await announce(tx, tenantId, { kind: 'watchlists.changed', payload: { entityId: before.accountId } })
    return presentOne(tx, after)
  })
}
