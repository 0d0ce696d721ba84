import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { Prisma, withTenant } from '@/lib/platform/db'
import { findModel } from '@/lib/governance/models'
import { findChampion } from './find-models'
import { presentSwap, type SwapRow } from './present'
import type { SwapSet, SwapSetInput } from './schema'

const cursors = cursorCodec(z.tuple([z.string().regex(/^\d{1,20}(\.\d{1,10})?$/), uuid]))

// As the predicates of the indexes challenger_scores_swap, _caught and _released: only a literal matches them.
const FLIPPED = {
  all: Prisma.sql`c.outcome <> c.champion_outcome`,
  caught: Prisma.sql`c.outcome in ('review', 'block') and c.champion_outcome = 'approve'`,
  released: Prisma.sql`c.outcome = 'approve' and c.champion_outcome in ('review', 'block')`,
} as const

/**
 * Payments that the challenger decides otherwise than the production model, greatest amount first. Reaches back as far as
 * the scores of challengers are kept.
 * @throws AppError not-found
 */
export async function listSwapSet(
  ctx: Context,
  id: string,
  { flip, limit, cursor }: SwapSetInput,
): Promise<SwapSet> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await findModel(tx, tenantId, id)
    const champion = await findChampion(tx, tenantId)
    if (!champion) return { items: [], next_cursor: null }
    const list = ['swap-set', id, champion.id, flip]
    const [amount, last] = cursor === undefined ? [null, null] : cursors.decode(list, cursor)
    const after =
      amount === null
        ? Prisma.empty
        : Prisma.sql`and (c.own_amount, c.transaction_id) < (${amount}::numeric, ${last}::uuid)`
    const rows = await tx.$queryRaw<SwapRow[]>`
      select c.transaction_id, s.occurred_at, s.type, s.sender_account, s.receiver_account,
             trim_scale(c.own_amount)::text as own_amount, c.champion_outcome, c.champion_score, c.outcome, c.score, c.decided,
             p.model_version_id as decided_by, c.champion_version_id, label.is_fraud
        from challenger_scores c
        join scored_transactions s on s.tenant_id = c.tenant_id and s.transaction_id = c.transaction_id
        join predictions p on p.tenant_id = c.tenant_id and p.transaction_id = c.transaction_id
        left join lateral (
          select case when sign = 1 then is_fraud end as is_fraud from transaction_labels
           where tenant_id = c.tenant_id and transaction_id = c.transaction_id order by seq desc limit 1) label on true
       where c.tenant_id = ${tenantId}::uuid and c.model_version_id = ${id}::uuid
         and c.champion_version_id = ${champion.id}::uuid and ${FLIPPED[flip]} ${after}
       order by c.own_amount desc, c.transaction_id desc limit ${limit + 1}`
    return toPage(rows.map(presentSwap), limit, (row) =>
      cursors.encode(list, [row.own_amount, row.transaction_id]),
    )
  })
}
