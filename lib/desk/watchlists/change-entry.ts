import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { futureExpiry, presentEntry, stateOf, subjectOf } from './record'
import type { WatchlistResponse, WatchlistChange } from './schema'

/**
 * Changes why an entry is there and until when. What is not named stays; an entry that has expired acts again when its
 * end is moved.
 * @throws AppError not-found; conflict where somebody changed it in the same moment
 */
export async function changeEntry(
  ctx: Context,
  id: string,
  change: WatchlistChange,
): Promise<WatchlistResponse> {
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
    const [was, is] = [stateOf(before), stateOf(after)]
    if (JSON.stringify(was) === JSON.stringify(is)) return presentEntry(tx, before)
    const { count } = await tx.watchlistEntry.updateMany({
      where: { tenantId, id, reason: before.reason, expiresAt: before.expiresAt },
      data,
    })
    if (count === 0) {
      throw new AppError('conflict', { detail: 'The entry was changed or removed in the meantime.' })
    }
    await writeAudit(tx, ctx, { ...subjectOf(before), action: 'watchlist.changed', before: was, after: is })
    await announce(tx, tenantId, { kind: 'watchlists.changed', payload: { entityId: before.accountId } })
    return presentEntry(tx, after)
  })
}
