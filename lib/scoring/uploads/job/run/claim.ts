import { loadTenant, systemContext } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import type { Mapping } from '@/lib/scoring/history'
import { readMapping } from '../../file/prepare-mapping'
import { fromNow, LEASE_MS } from './lease'

/** The job of one upload, and what it knows of its file. */
export interface ClaimedJob {
  id: string
  attempt: number
  interruptions: number
  file_bytes: number
  piece_bytes: number
  /** SHA-256 (hex) that the sender declared; null for none. */
  declared_sha256: string | null
  /** Null until the file was read to its end. */
  total_rows: number | null
  row_count: number
  rejected_count: number
  /** Parts of rejected rows that are stored. */
  parts: number
}

/** The right to work on a job until its lease lapses. */
export interface Claim {
  ctx: Context
  job: ClaimedJob
  mapping: Mapping
}

/**
 * Leases the oldest job of the tenant that waits or whose process ended without a word. Null where there is none, or another
 * process works on one: a tenant's files are scored one after the other.
 */
export async function claimJob(tenantId: string): Promise<Claim | null> {
  return await withTenant({ tenantId }, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`upload-job:${tenantId}`}, 0))`
    const leased = await lease(tx, tenantId)
    if (leased === null) return null
    await announce(tx, tenantId, { kind: 'uploads.changed', payload: { uploadId: leased.id } })
    const tenant = await loadTenant(tx)
    const { mapping, ...job } = leased
    return {
      job,
      mapping: readMapping(JSON.stringify(mapping), tenant),
      ctx: systemContext(tenant, 'upload'),
    }
  })
}

async function lease(tx: TenantClient, tenantId: string) {
  const [leased] = await tx.$queryRaw<(ClaimedJob & { mapping: object })[]>`
    update uploads u set attempt = attempt + 1, interruptions = interruptions + leased::int, leased = true, lease_until = ${fromNow(LEASE_MS)},
           status = case when total_rows is null then 'checking' else 'running' end
     where tenant_id = ${tenantId}::uuid and id = (
       select id from uploads
        where tenant_id = ${tenantId}::uuid and piece_bytes is not null and finished_at is null
          and status in ('waiting', 'checking', 'running') and (lease_until is null or lease_until < now())
        order by id limit 1)
       and not exists (
         select from uploads o
          where o.tenant_id = ${tenantId}::uuid and o.piece_bytes is not null and o.finished_at is null and o.lease_until >= now())
    returning id, attempt, interruptions, file_bytes::float8 as file_bytes, piece_bytes,
              encode(declared_sha256, 'hex') as declared_sha256, total_rows, row_count, rejected_count, mapping,
              (select count(*)::int from upload_rejects r where r.tenant_id = u.tenant_id and r.upload_id = u.id) as parts`
  return leased ?? null
}

/** Gives the job back without an interruption: another process may take it at once. */
export async function releaseJob({ ctx, job }: Claim): Promise<void> {
  await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$executeRaw`
      update uploads set leased = false, lease_until = null
       where tenant_id = ${ctx.tenant.id}::uuid and id = ${job.id}::uuid and attempt = ${job.attempt}::int and finished_at is null`,
  )
}

/** How long a job waits after a failure that may pass, such as a database that is away. */
const RETRY_MS = 15_000

/** Counts an interruption when the next attempt leases the job. */
export async function retryLater({ ctx, job }: Claim): Promise<void> {
  await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$executeRaw`
      update uploads set lease_until = ${fromNow(RETRY_MS)}
       where tenant_id = ${ctx.tenant.id}::uuid and id = ${job.id}::uuid and attempt = ${job.attempt}::int and finished_at is null
         and status in ('checking', 'running')`,
  )
}
