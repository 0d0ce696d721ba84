import { authorize, type Context, requireUserId } from '@/lib/auth/context'
import { Prisma, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { claimOf } from './claim-alert'
import type { Claim, NextAlertInput } from './schema'
import { takeClaim } from './take-claim'

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
  const candidate = firstFree(tenantId, input)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const taken = await withTenant({ tenantId }, async (tx) => {
      const taken = await takeClaim(tx, tenantId, userId, candidate)
      if (taken) return taken
      const left = await tx.$queryRaw<unknown[]>(candidate)
      return left.length === 0 ? null : undefined
    })
    if (taken !== undefined) return taken && claimOf(ctx, taken)
  }
  throw new AppError('conflict', { detail: 'Others were faster each time. Ask again.' })
}

function firstFree(tenantId: string, input: NextAlertInput): Prisma.Sql {
  const first = input.order === 'loss' ? Prisma.sql`s.expected_loss` : Prisma.sql`s.occurred_at`
  return Prisma.sql`
    select s.transaction_id from scored_transactions s
     where s.tenant_id = ${tenantId}::uuid and s.outcome <> 'approve' and s.disposition is null
       and not exists (select from claims c where c.tenant_id = s.tenant_id
         and c.transaction_id = s.transaction_id and c.expires_at > clock_timestamp())
       and ${filterOf(input)}
     order by ${first} desc, s.transaction_id desc limit 1`
}

function filterOf({
  band,
  outcome,
  type,
  min_amount: min,
  max_amount: max,
  age,
}: NextAlertInput): Prisma.Sql {
  const where = [Prisma.sql`true`]
  if (band) where.push(Prisma.sql`s.risk_band = ${band}`)
  if (outcome) where.push(Prisma.sql`s.outcome = ${outcome}`)
  if (type) where.push(Prisma.sql`s.type = ${type}`)
  if (min !== undefined) where.push(Prisma.sql`s.amount >= ${min}::numeric`)
  if (max !== undefined) where.push(Prisma.sql`s.amount <= ${max}::numeric`)
  if (age) where.push(Prisma.sql`s.occurred_at >= now() - make_interval(hours => ${AGE_HOURS[age]}::int)`)
  return Prisma.join(where, ' and ')
}

const AGE_HOURS = { '24h': 24, '7d': 168, '30d': 720 } as const
