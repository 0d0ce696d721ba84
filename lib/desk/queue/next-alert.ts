import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { Prisma, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { searchConditions } from '@/lib/desk/transactions'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import { claimOf, takeClaim } from '@/lib/desk/claims'
import type { Claim } from '@/lib/desk/claims/schema'
import { nextAlertBody, type NextAlertInput } from './schema'

/** How often somebody else may be faster before we give up. */
const ATTEMPTS = 100

/**
 * Claims the first open alert in the queue's order that nobody holds; two callers never get the same one. Those that the
 * caller holds already are passed over, so that asking again goes on. Each attempt is a transaction of its own: it sees
 * what others took, and holds nothing while it looks further.
 * @returns null where there is none
 */
export async function nextAlert(ctx: Context, input: NextAlertInput): Promise<Claim | null> {
  authorize(ctx, 'transaction:decide')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const candidate = firstFree(ctx, input)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const taken = await withTenant({ tenantId }, async (tx) => {
      const taken = await takeClaim(tx, tenantId, userId, { candidate, renews: false })
      if (taken) return taken
      const left = await tx.$queryRaw<unknown[]>(candidate)
      return left.length === 0 ? null : undefined
    })
    if (taken !== undefined) return taken && claimOf(ctx, taken)
  }
  throw new AppError('conflict', { detail: 'Others were faster each time. Ask again.' })
}

function firstFree(ctx: Context, input: NextAlertInput): Prisma.Sql {
  const filter = transactionFilter.parse({ ...nextAlertBody.parse(input), decision: 'pending' })
  const { time, others } = searchConditions(ctx, filter, [])
  const first = filter.order === 'loss' ? Prisma.sql`s.expected_loss` : Prisma.sql`s.occurred_at`
  return Prisma.sql`
    select s.transaction_id from scored_transactions s
     where s.tenant_id = ${ctx.tenant.id}::uuid and s.outcome <> 'approve'
       and ${Prisma.join([...time, ...others], ' and ')}
       and not exists (select from claims c where c.tenant_id = s.tenant_id
         and c.transaction_id = s.transaction_id and c.expires_at > clock_timestamp())
     order by ${first} desc, s.transaction_id desc limit 1`
}
