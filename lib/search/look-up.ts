import { authorize, type Context, mayActor } from '@/lib/auth/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { matchText } from '@/lib/transactions'
import { findCases } from './find-cases'
import { MIN_QUERY, MOST_OF_KIND, type SearchAnswer } from './schema'

/** Transactions, entities and cases that a text names, a few of each; texts as the investigate page reads them. */
export async function lookUp(ctx: Context, text: string): Promise<SearchAnswer> {
  authorize(ctx, 'transaction:read')
  if (text.length < MIN_QUERY) return { transactions: [], entities: [], cases: [] }
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const match = await matchText(tx, tenantId, text)
    const named = (kind: 'account' | 'device' | 'phone', ids: readonly string[]) =>
      ids.slice(0, MOST_OF_KIND).map((id) => ({ kind, id }))
    return {
      transactions: await readTransactions(tx, tenantId, match.transactionIds.slice(0, MOST_OF_KIND)),
      entities: [
        ...named('account', match.accounts),
        ...named('device', match.devices),
        ...named('phone', match.phones),
      ].slice(0, MOST_OF_KIND),
      cases: mayActor(ctx.actor, 'case:read') ? await findCases(tx, tenantId, text) : [],
    }
  })
}

type Found = SearchAnswer['transactions'][number]

async function readTransactions(
  tx: TenantClient,
  tenantId: string,
  ids: readonly string[],
): Promise<Found[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<(Omit<Found, 'occurred_at'> & { occurred_at: Date })[]>(Prisma.sql`
    select transaction_id, external_id, type, amount::text, currency, outcome, risk_band, occurred_at
      from scored_transactions
     where tenant_id = ${tenantId}::uuid and transaction_id = any(${ids}::uuid[])
     order by occurred_at desc, transaction_id desc`)
  return rows.map((row) => ({ ...row, occurred_at: row.occurred_at.toISOString() }))
}
