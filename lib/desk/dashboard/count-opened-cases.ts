import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import type { Period } from './schema'

/** How many cases were opened in each bucket of a period, closed ones included. */
export async function countOpenedCases(ctx: Context, { starts, end }: Period): Promise<number[]> {
  authorize(ctx, 'case:read')
  const [first] = starts
  if (first === undefined) return []
  const edges = [...starts, end]
  const rows = await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<{ bucket: number; n: number }[]>`
      select width_bucket(created_at, ${edges}::timestamptz[]) as bucket, count(*)::int as n
        from cases
       where tenant_id = ${ctx.tenant.id}::uuid and updated_at >= ${first}::timestamptz
         and created_at >= ${first}::timestamptz and created_at < ${end}::timestamptz
       group by 1`,
  )
  const found = new Map(rows.map(({ bucket, n }) => [bucket, n]))
  return starts.map((_, i) => found.get(i + 1) ?? 0)
}
