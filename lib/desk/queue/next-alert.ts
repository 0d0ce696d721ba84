import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { Prisma, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { FLAGGED, ORDER_BY, searchConditions } from '@/lib/desk/transactions'
import { claimOf, takeClaim } from '@/lib/desk/claims'
import type { Claim } from '@/lib/desk/claims/schema'
import type { NextAlertFilter } from './schema'

/** How often another caller may take the candidate first. */
const ATTEMPTS = 100

/**
 * Claims the first open alert in the queue's order that nobody holds; two callers never get the same one. Alerts that the
 * caller holds are skipped, so that asking again moves on. Each attempt is a transaction of its own: it sees the claims of
 * others and holds no lock during the next attempt.
 * @returns null where there is none
 */
export async function nextAlert(ctx: Context, filter: NextAlertFilter): Promise<Claim | null> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const candidate = firstFree(ctx, filter)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const taken = await withTenant({ tenantId }, async (tx) => {
      const taken = await takeClaim(tx, tenantId, userId, { candidate, renews: false })
      if (taken) return taken
      const left = await tx.$queryRaw<unknown[]>(candidate)
      return left.length === 0 ? null : undefined
    })
    if (taken !== undefined) return taken && claimOf(ctx, taken)
  }
  throw new AppError('conflict', { detail: 'Other users claimed each candidate first. Retry.' })
}

function firstFree(ctx: Context, filter: NextAlertFilter): Prisma.Sql {
  const { time, others } = searchConditions(ctx, { ...filter, decision: 'pending' }, [])
  return Prisma.sql`
    select s.transaction_id from scored_transactions s
     where s.tenant_id = ${ctx.tenant.id}::uuid and ${FLAGGED}
       and ${Prisma.join([...time, ...others], ' and ')}
       and not exists (select from claims c where c.tenant_id = s.tenant_id
         and c.transaction_id = s.transaction_id and c.expires_at > clock_timestamp())
     order by ${ORDER_BY[filter.order]} limit 1`
}
