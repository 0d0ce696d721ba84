import type { Client } from 'pg'
import { MAX_AHEAD_MS } from '@/lib/contract/time-bounds'
import { sealTenant } from '@/lib/platform/db/seal'

/** A stored transaction whose time the API would reject today. */
export interface BadRow {
  id: string
  reason: 'before-earliest' | 'ahead-of-clock'
}

/** Runs `work` in one transaction of the tenant, on a connection of the owner. */
export async function inTenant<T>(client: Client, tenantId: string, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(tenantId)])
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const BAD = `
  from scored_transactions s join tenants t on t.id = s.tenant_id
  cross join lateral (
    select case when s.occurred_at < tenant_earliest_event(t) then 'before-earliest'
                when s.occurred_at > s.scored_at + make_interval(secs => ${MAX_AHEAD_MS / 1000}) then 'ahead-of-clock'
           end as reason) b
 where s.tenant_id = $1 and b.reason is not null`

/** The first bad rows by time, at most `limit`; quarantined ones are not among them. */
export async function badRows(client: Client, tenantId: string, limit: number): Promise<BadRow[]> {
  const { rows } = await client.query<BadRow>(
    `select s.transaction_id as id, b.reason ${BAD} order by s.occurred_at, s.transaction_id limit $2`,
    [tenantId, limit],
  )
  return rows
}

export async function countBadRows(client: Client, tenantId: string): Promise<Map<BadRow['reason'], number>> {
  const { rows } = await client.query<{ reason: BadRow['reason']; n: number }>(
    `select b.reason, count(*)::int as n ${BAD} group by 1 order by 1`,
    [tenantId],
  )
  return new Map(rows.map(({ reason, n }) => [reason, n]))
}
