import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { FLAGGED, ORDER_BY, PENDING, searchConditions } from '@/lib/desk/transactions'
import { claimOf, takeClaim } from '@/lib/desk/claims'
import type { Claim } from '@/lib/desk/claims/schema'
import type { NextAlertFilter } from './schema'

/** How often another caller may take the candidate first. */
const ATTEMPTS = 100
/** Of so many candidates the first that no other transaction has locked is taken. */
const CANDIDATES = 16

/**
 * Claims the first open alert in the queue's order that nobody holds; two callers never get the same one. Alerts that the
 * caller holds are skipped, so that asking again moves on. Each attempt is a transaction of its own: it sees the claims of
 * others and holds no lock during the next attempt.
 * @returns null where there is none
 */
export async function nextAlert(ctx: Context, filter: NextAlertFilter): Promise<Claim | null> {
  authorize(ctx, 'transaction:decide')
  const tenantId = ctx.tenant.id
  const candidates = firstFree(ctx, filter)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const taken = await withTenant({ tenantId }, async (tx) => {
      const transactionId = await lockFirst(tx, tenantId, candidates)
      const taken = transactionId && (await takeClaim(tx, ctx, { transactionId, renews: false }))
      if (taken) return taken
      const left = await tx.$queryRaw<unknown[]>(candidates)
      return left.length === 0 ? null : undefined
    })
    if (taken !== undefined) return taken && claimOf(ctx, taken)
  }
  throw new AppError('conflict', { detail: 'Other users claimed each candidate first. Retry.' })
}

/** Passes over alerts that another caller claims or decides at this moment: waiting could become a deadlock. */
async function lockFirst(
  tx: TenantClient,
  tenantId: string,
  candidates: Prisma.Sql,
): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ transaction_id: string }[]>`
    with free as (select transaction_id, row_number() over () as place from (${candidates}) found)
    select p.transaction_id
      from free join predictions p on p.tenant_id = ${tenantId}::uuid and p.transaction_id = free.transaction_id
     where ${PENDING}
     order by free.place limit 1 for no key update of p skip locked`
  return row?.transaction_id
}

function firstFree(ctx: Context, filter: NextAlertFilter): Prisma.Sql {
  const { time, others } = searchConditions(ctx, { ...filter, decision: 'pending' }, [])
  return Prisma.sql`
    select s.transaction_id from scored_transactions s
     where s.tenant_id = ${ctx.tenant.id}::uuid and ${FLAGGED}
       and ${Prisma.join([...time, ...others], ' and ')}
       and not exists (select from claims c where c.tenant_id = s.tenant_id
         and c.transaction_id = s.transaction_id and c.expires_at > clock_timestamp())
     order by ${ORDER_BY[filter.order]} limit ${CANDIDATES}::int`
}
