import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, sortInstant, toPage } from '@/lib/contract/pagination'
import { Prisma, withTenant } from '@/lib/platform/db'
import { selectRows } from './conditions'
import { COLUMNS, presentAudit, type StoredRow } from './present'
import type { AuditFilter, AuditPage } from './schema'

const cursors = cursorCodec(z.tuple([sortInstant, z.int()]))

/** A page of the audit log, newest first, with names and the position of each row in the chain. */
export async function listAudit(
  ctx: Context,
  filter: AuditFilter,
  { limit, cursor, upTo }: { limit: number; cursor?: string | undefined; upTo?: number | undefined },
): Promise<AuditPage> {
  authorize(ctx, 'audit:read')
  const [at, seq] = cursor === undefined ? [] : cursors.decode(listOf(filter), cursor)
  const found = selectRows(ctx.tenant, filter, {
    columns: COLUMNS,
    limit: limit + 1,
    ...(at !== undefined && seq !== undefined && { after: { at, seq } }),
    ...(upTo !== undefined && { upTo }),
  })
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const rows = await tx.$queryRaw<StoredRow[]>`
      select r.*, c.position from (${found}) r
        left join audit_chain c on c.tenant_id = ${ctx.tenant.id}::uuid and c.audit_seq = r.seq
       order by r.at desc, r.seq desc`
    const page = toPage(rows, limit, (last) =>
      cursors.encode(listOf(filter), [last.at.toISOString(), Number(last.seq)]),
    )
    return { ...page, items: await presentAudit(tx, ctx.tenant.id, page.items) }
  })
}

const listOf = (filter: AuditFilter) => [
  'audit',
  ...[filter.actor, filter.category, filter.action, filter.object_kind, filter.object_id].map(
    (f) => f ?? null,
  ),
  ...[filter.from, filter.to].map((f) => f ?? null),
]

/** The number of rows of a filter, counted up to one beyond `limit`, and the newest row. */
export async function countAudit(ctx: Context, filter: AuditFilter, limit: number) {
  authorize(ctx, 'audit:read')
  const found = selectRows(ctx.tenant, filter, { columns: Prisma.sql`l.at, l.seq`, limit: limit + 1 })
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const [row] = await tx.$queryRaw<{ n: number; newest: bigint | null }[]>`
      select count(*)::int as n,
             (select max(seq) from audit_log where tenant_id = ${ctx.tenant.id}::uuid) as newest
        from (${found}) r`
    const n = row?.n ?? 0
    return { rows: Math.min(n, limit), truncated: n > limit, upTo: Number(row?.newest ?? 0) }
  })
}
