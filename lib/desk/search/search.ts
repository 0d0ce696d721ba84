import { authorize, type Context, mayActor, type Tenant } from '@/lib/contract/context'
import { amountText } from '@/lib/contract/currency-digits'
import { findCases } from '@/lib/desk/cases'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { ORDER_BY, matchText } from '@/lib/desk/transactions'
import { MIN_QUERY, MOST_OF_KIND, type SearchResponse } from './schema'

/** A few transactions, entities and cases that match a text, as the investigate page matches it. */
export async function search(ctx: Context, text: string): Promise<SearchResponse> {
  authorize(ctx, 'transaction:read')
  if (text.length < MIN_QUERY) return { transactions: [], entities: [], cases: [] }
  const named = await withTenant({ tenantId: ctx.tenant.id }, (tx) => readNamed(tx, ctx.tenant, text))
  const cases = mayActor(ctx.actor, 'case:read') ? await findCases(ctx, text, MOST_OF_KIND) : []
  return { ...named, cases: cases.map(({ id, key, title, status }) => ({ id, key, title, status })) }
}

async function readNamed(
  tx: TenantClient,
  tenant: Tenant,
  text: string,
): Promise<Omit<SearchResponse, 'cases'>> {
  const { transactionIds, accounts, devices, phones } = await matchText(tx, tenant, text)
  const entities = [
    ...accounts.toSorted().map((id) => ({ kind: 'account' as const, id })),
    ...devices.toSorted().map((id) => ({ kind: 'device' as const, id })),
    ...phones.toSorted().map((id) => ({ kind: 'phone' as const, id })),
  ]
  return {
    transactions: await readTransactions(tx, tenant.id, transactionIds.slice(0, MOST_OF_KIND)),
    entities: entities.slice(0, MOST_OF_KIND),
  }
}

type Found = SearchResponse['transactions'][number]

async function readTransactions(
  tx: TenantClient,
  tenantId: string,
  ids: readonly string[],
): Promise<Found[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<
    (Omit<Found, 'occurred_at' | 'amount'> & { occurred_at: Date; amount: Prisma.Decimal })[]
  >(Prisma.sql`
    select transaction_id, external_id, type, amount, currency, outcome, risk_band, occurred_at
      from scored_transactions
     where tenant_id = ${tenantId}::uuid and transaction_id = any(${ids}::uuid[])
     order by ${ORDER_BY.time}`)
  return rows.map((row) => ({
    ...row,
    amount: amountText(row.amount, row.currency),
    occurred_at: row.occurred_at.toISOString(),
  }))
}
