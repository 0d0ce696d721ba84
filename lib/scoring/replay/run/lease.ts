import { loadTenant, systemContext } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { monotonicMs } from '@/lib/platform/time'
import { REPLAY_ACTOR } from '@/lib/scoring/read-model'
import type { ReplayRow } from '../present'

/** Without a sign of life for so long, another process takes the replay. */
export const LEASE_MS = 30_000

export interface Claim {
  ctx: Context
  row: ReplayRow
  /** When its time is over, by `monotonicMs()`. */
  endsAtMs: number
}

/** By the clock of the database, as all times of a replay: those of servers differ. */
const LEASE_END = Prisma.sql`now() + ${LEASE_MS}::int * interval '1 millisecond'`

/** Leases the tenant's replay where no process works on it. Null where there is none, or another process was faster. */
export async function claimReplay(tenantId: string): Promise<Claim | null> {
  return await withTenant({ tenantId }, async (tx) => {
    const [leased] = await tx.$queryRaw<{ id: string; left_ms: number }[]>`
      update replays set attempt = attempt + 1, lease_until = ${LEASE_END}
       where tenant_id = ${tenantId}::uuid and id = (
         select id from replays
          where tenant_id = ${tenantId}::uuid and finished_at is null and (lease_until is null or lease_until < now())
            for update skip locked)
      returning id, (1000 * (duration_seconds - extract(epoch from clock_timestamp() - started_at)))::float8 as left_ms`
    if (leased === undefined) return null
    return {
      row: await readReplay(tx, tenantId, leased.id),
      ctx: systemContext(await loadTenant(tx), REPLAY_ACTOR),
      endsAtMs: monotonicMs() + leased.left_ms,
    }
  })
}

const readReplay = (tx: TenantClient, tenantId: string, id: string): Promise<ReplayRow> =>
  tx.replay.findFirstOrThrow({ where: { tenantId, id } })

const mine = ({ row: { tenantId, id, attempt } }: Claim) => ({ tenantId, id, attempt, finishedAt: null })

/** Taken: it has ended, or another process has it. Forbidden: an administrator has switched the sandbox off meanwhile. */
export const standing = (claim: Claim): Promise<'mine' | 'taken' | 'forbidden'> =>
  withTenant({ tenantId: claim.row.tenantId }, async (tx) => {
    if ((await tx.replay.findFirst({ where: mine(claim), select: { id: true } })) === null) return 'taken'
    const { sandbox } = await tx.tenant.findFirstOrThrow({ select: { sandbox: true } })
    return sandbox ? 'mine' : 'forbidden'
  })

export async function renewLease(claim: Claim): Promise<void> {
  const { tenantId, id, attempt } = claim.row
  await withTenant(
    { tenantId },
    (tx) => tx.$executeRaw`
      update replays set lease_until = ${LEASE_END}
       where tenant_id = ${tenantId}::uuid and id = ${id}::uuid and attempt = ${attempt}::int and finished_at is null`,
  )
}

/** Gives the replay back: another process may take it at once. */
export async function releaseLease(claim: Claim): Promise<void> {
  await withTenant({ tenantId: claim.row.tenantId }, (tx) =>
    tx.replay.updateMany({ where: mine(claim), data: { leaseUntil: null } }),
  )
}

/** Remembers by how much times are moved: a later attempt moves them alike. */
export async function keepShift(claim: Claim, shiftMs: number): Promise<void> {
  await withTenant({ tenantId: claim.row.tenantId }, (tx) =>
    tx.replay.updateMany({ where: mine(claim), data: { shiftMs: BigInt(shiftMs) } }),
  )
}
