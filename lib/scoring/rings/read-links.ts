import type { Link } from '@/lib/engine/rings'
import { clampedSql, Prisma, type TenantClient } from '@/lib/platform/db'

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

interface Row {
  order: bigint
  id: string
  account: string
  device: string | null
  phone: string | null
  counts: boolean
  atMs: number
}

export interface NewLinks {
  /** Each once, in the order of their first commit. */
  links: Link[]
  /** After the last decision that was read; null for none. */
  cursor: { order: bigint; id: string } | null
  more: boolean
}

/**
 * The next links in the order of commit, up to the horizon below which no transaction is open: none can appear behind the cursor
 * later. Replayed payments join nothing unless the institution is a sandbox: a backlog may outlast its sandbox.
 */
export async function readLinks(tx: TenantClient, tenantId: string, atMost: number): Promise<NewLinks> {
  const from = await tx.ringCursor.findFirst({ where: { tenantId } })
  const [order, id] = [from?.predictionsOrder ?? -1n, from?.predictionsId ?? FIRST_ID]
  const rows = await tx.$queryRaw<Row[]>`
    select p.commit_order as "order", p.id, t.sender_account as account, t.device_id as device, t.phone,
           t.source <> 'replay' or i.sandbox as counts, (extract(epoch from ${clampedSql(Prisma.sql`t.occurred_at`)}) * 1000)::float8 as "atMs"
      from (
        select commit_order, id, transaction_id from predictions
         where tenant_id = ${tenantId}::uuid and (commit_order, id) > (${order}::bigint, ${id}::uuid)
           and commit_order < commit_order(pg_snapshot_xmin(pg_current_snapshot()))
         order by commit_order, id limit ${atMost}::int) p
      join tenants i on i.id = ${tenantId}::uuid
      cross join lateral (
        select * from transactions where tenant_id = ${tenantId}::uuid and id = p.transaction_id limit 1) t
     order by p.commit_order, p.id`
  const links = new Map<string, Link>()
  for (const { account, device, phone, counts, atMs } of rows) {
    if (!counts) continue
    for (const [kind, shared] of [
      ['device', device],
      ['phone', phone],
    ] as const) {
      if (shared === null) continue
      const name = JSON.stringify([account, kind, shared])
      if (!links.has(name)) links.set(name, { account, kind, id: shared, atMs })
    }
  }
  const last = rows.at(-1)
  return {
    links: [...links.values()],
    cursor: last ? { order: last.order, id: last.id } : null,
    more: rows.length === atMost,
  }
}
