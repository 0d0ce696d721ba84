import { loadTenant, systemContext } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { REPLAY_ACTOR } from '@/lib/scoring/read-model'
import type { ReplayRow } from '../present'

/** Without a sign of life for so long, another process takes the replay. */
export const LEASE_MS = 30_000

export interface Claim {
  ctx: Context
  row: ReplayRow
}

/** Leases the tenant's replay where no process works on it. Null where there is none, or another process was faster. */
export async function claimReplay(tenantId: string, now: Date): Promise<Claim | null> {
  return await withTenant({ tenantId }, async (tx) => {
    const row = await lease(tx, tenantId, now)
    return row && { row, ctx: systemContext(await loadTenant(tx), REPLAY_ACTOR) }
  })
}

async function lease(tx: TenantClient, tenantId: string, now: Date): Promise<ReplayRow | null> {
  const [leased] = await tx.$queryRaw<{ id: string }[]>`
    update replays set attempt = attempt + 1, lease_until = ${leaseEnd()}
     where tenant_id = ${tenantId}::uuid and id = (
       select id from replays
        where tenant_id = ${tenantId}::uuid and finished_at is null and (lease_until is null or lease_until < ${now})
          for update skip locked)
    returning id`
  return leased ? await tx.replay.findFirst({ where: { tenantId, id: leased.id } }) : null
}

const mine = ({ row: { tenantId, id, attempt } }: Claim) => ({ tenantId, id, attempt, finishedAt: null })

/** Taken: it has ended, or another process has it. Forbidden: an administrator has switched the sandbox off meanwhile. */
export const standing = (claim: Claim): Promise<'mine' | 'taken' | 'forbidden'> =>
  withTenant({ tenantId: claim.row.tenantId }, async (tx) => {
    if ((await tx.replay.findFirst({ where: mine(claim), select: { id: true } })) === null) return 'taken'
    const { sandbox } = await tx.tenant.findFirstOrThrow({ select: { sandbox: true } })
    return sandbox ? 'mine' : 'forbidden'
  })

export async function renewLease(claim: Claim): Promise<void> {
  await withTenant({ tenantId: claim.row.tenantId }, (tx) =>
    tx.replay.updateMany({ where: mine(claim), data: { leaseUntil: leaseEnd() } }),
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

const leaseEnd = (): Date => new Date(Date.now() + LEASE_MS)
