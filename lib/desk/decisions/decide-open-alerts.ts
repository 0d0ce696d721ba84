import { asStored } from '@/lib/contract/canonical-entity'
import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { FLAGGED, ORDER_BY, PENDING } from '@/lib/desk/transactions'
import { authorizeDecisions, decideLocked } from './decide'
import { type BulkFeedback, type DecidedAlerts, MAX_DECISIONS, type RecordedDecisions } from './schema'
import { lockDecisions } from './settle'

const NOTHING_DECIDED: RecordedDecisions = {
  updated: 0,
  already: 0,
  transaction_ids: [],
  decision_versions: [],
  replaced: [],
  skipped: [],
}

/**
 * Records one decision on the open alerts in which the entity takes part, the newest thousand at once.
 * @throws AppError not-found where the entity has no scored transaction
 */
export async function decideOpenAlerts(
  ctx: Context,
  given: EntityRef,
  feedback: BulkFeedback,
): Promise<DecidedAlerts> {
  authorize(ctx, 'transaction:decide')
  const entity = asStored(ctx.tenant, given)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const found = await openAlertsOf(tx, tenantId, entity)
    if (found.length === 0) {
      await requireScored(tx, tenantId, entity)
      return { ...NOTHING_DECIDED, more: false }
    }
    const ids = found.slice(0, MAX_DECISIONS)
    authorizeDecisions(ctx, ids.length)
    // Alerts that another user decided since the query are left as they are.
    const locked = await lockDecisions(tx, tenantId, ids)
    const open = new Map([...locked].filter(([, { decision }]) => decision === null))
    return { ...(await decideLocked(tx, ctx, open, feedback)), more: found.length > MAX_DECISIONS }
  })
}

/** One more than may be decided at once. */
async function openAlertsOf(tx: TenantClient, tenantId: string, entity: EntityRef): Promise<string[]> {
  const rows = await tx.$queryRaw<{ transaction_id: string }[]>`
    select transaction_id from scored_transactions
     where tenant_id = ${tenantId}::uuid and ${FLAGGED} and ${PENDING}
       and ${takesPart(entity)}
     order by ${ORDER_BY.time} limit ${MAX_DECISIONS + 1}`
  return rows.map((row) => row.transaction_id)
}

async function requireScored(tx: TenantClient, tenantId: string, entity: EntityRef): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from scored_transactions where tenant_id = ${tenantId}::uuid and ${takesPart(entity)} limit 1`
  if (rows.length === 0) throw new AppError('not-found')
}

function takesPart({ kind, id }: EntityRef): Prisma.Sql {
  if (kind === 'account') return Prisma.sql`(sender_account = ${id} or receiver_account = ${id})`
  return kind === 'device' ? Prisma.sql`device_id = ${id}` : Prisma.sql`phone = ${id}`
}
