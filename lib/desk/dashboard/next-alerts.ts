import type { Context } from '@/lib/contract/context'
import { claimsOn } from '@/lib/desk/claims'
import { listTransactions } from '@/lib/desk/transactions'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

/** Rows read for each alert returned, because other users may have claimed the first ones. */
const SPARE = 4

/** The open alerts with the greatest expected loss that no other user has claimed. */
export async function nextAlerts(ctx: Context, count: number): Promise<TransactionRow[]> {
  const filter = { outcome: 'flagged', decision: 'pending', order: 'loss' } as const
  const { items } = await listTransactions(ctx, filter, { limit: count * SPARE })
  const claims = await claimsOn(
    ctx,
    items.map(({ transaction_id }) => transaction_id),
  )
  const own = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const isFree = ({ transaction_id }: TransactionRow) => {
    const claim = claims.get(transaction_id)
    return claim === undefined || claim.user_id === own
  }
  return items.filter(isFree).slice(0, count)
}
