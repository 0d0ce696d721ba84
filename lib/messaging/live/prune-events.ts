import { Prisma, type TenantClient } from '@/lib/platform/db'
import { KEEP_MINUTES } from './schema'

const ROWS = 64

/** Clears away a little of what is too old to resume from; at most one transaction of the tenant does at a time. */
export async function pruneEvents(tx: TenantClient, tenantId: string): Promise<void> {
  const [turn] = await tx.$queryRaw<{ mine: boolean }[]>(
    Prisma.sql`select pg_try_advisory_xact_lock(hashtextextended(${`live-prune:${tenantId}`}, 0)) as mine`,
  )
  if (!turn?.mine) return
  await tx.$executeRaw(Prisma.sql`
    delete from live_events where tenant_id = ${tenantId}::uuid and seq in (
      select seq from live_events
       where tenant_id = ${tenantId}::uuid and at < now() - make_interval(mins => ${KEEP_MINUTES}::int)
       order by at limit ${ROWS})`)
}
