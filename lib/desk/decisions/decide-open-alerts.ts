import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { lockDispositions } from './disposition'
import { authorizeDecisions, decideMany, type DecidedMany } from './record-decisions'
import { type Feedback, MAX_DECISIONS } from './schema'

/**
 * Records one decision on the open alerts in which the entity takes part, the newest thousand at once.
 * @returns with `more` where others are left
 * @throws AppError not-found where the entity has no scored transaction
 */
export async function decideOpenAlerts(
  ctx: Context,
  entity: EntityRef,
  feedback: Feedback,
): Promise<DecidedMany & { more: boolean }> {
  authorize(ctx, 'transaction:decide')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const found = await openAlertsOf(tx, tenantId, entity)
    if (found.length === 0) {
      await requireKnown(tx, tenantId, entity)
      return { transactionIds: [], already: 0, more: false }
    }
    const ids = found.slice(0, MAX_DECISIONS)
    authorizeDecisions(ctx, ids)
    // What somebody decided since they were found is left as it is.
    const locked = await lockDispositions(tx, tenantId, ids)
    const open = new Map([...locked].filter(([, decision]) => decision === null))
    return { ...(await decideMany(tx, ctx, open, feedback)), more: found.length > MAX_DECISIONS }
  })
}

/** One more than may be decided at once. */
async function openAlertsOf(tx: TenantClient, tenantId: string, entity: EntityRef): Promise<string[]> {
  const rows = await tx.$queryRaw<{ transaction_id: string }[]>`
    select transaction_id from scored_transactions
     where tenant_id = ${tenantId}::uuid and outcome <> 'approve' and disposition is null
       and ${takesPart(entity)}
     order by occurred_at desc, transaction_id desc limit ${MAX_DECISIONS + 1}`
  return rows.map((row) => row.transaction_id)
}

async function requireKnown(tx: TenantClient, tenantId: string, entity: EntityRef): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from scored_transactions where tenant_id = ${tenantId}::uuid and ${takesPart(entity)} limit 1`
  if (rows.length === 0) throw new AppError('not-found')
}

function takesPart({ kind, id }: EntityRef): Prisma.Sql {
  if (kind === 'account') return Prisma.sql`(sender_account = ${id} or receiver_account = ${id})`
  return kind === 'device' ? Prisma.sql`device_id = ${id}` : Prisma.sql`phone = ${id}`
}
