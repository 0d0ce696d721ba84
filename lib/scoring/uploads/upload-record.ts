/** The row of an upload, from its beginning to its end. Progress commits with the rows that it counts. */
import { writeAudit } from '@/lib/access/audit'
import { type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type Statement, type TenantClient, textArray, withTenant } from '@/lib/platform/db'
import type { ProblemCode } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { RiskBand } from './file-results'
import type { UploadKind } from './schema'

const MAX_FAILURE = 1_000

export interface AttemptedFile {
  fileName: string | null
  bytes: number
  kind?: UploadKind
}

/** What became of the rows of one transaction. */
export interface Progress {
  scored: { line: number; transactionId: string; band: RiskBand; occurredAtMs: number }[]
  duplicates: number
  rejected: number
  /** CSV of the rejected rows; empty for none. */
  rejects: string
  part: number
  /** Whether open pages hear of it. */
  announced: boolean
}

/** Begins an upload. */
export async function openUpload(
  ctx: Context,
  { fileName, bytes, kind = 'transactions' }: AttemptedFile,
): Promise<string> {
  const tenantId = ctx.tenant.id
  const userId = requireUserId(ctx)
  const id = newId()
  await withTenant({ tenantId }, async (tx) => {
    await tx.$executeRaw`
      insert into uploads (tenant_id, id, user_id, kind, file_name, file_bytes, status)
      values (${tenantId}::uuid, ${id}::uuid, ${userId}::uuid, ${kind}, ${fileName}, ${bytes}::bigint, 'running')`
    await announce(tx, tenantId, { kind: 'uploads.changed', payload: { uploadId: id } })
  })
  return id
}

/** Names the content and how it is read. @returns the earlier completed upload of the same kind and the same bytes */
export async function noteContent(
  ctx: Context,
  id: string,
  { kind, sha256, mapping }: { kind: UploadKind; sha256: string; mapping: object | null },
): Promise<string | null> {
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    const earlier = await findSameContent(tx, tenantId, kind, sha256)
    await tx.$executeRaw`
      update uploads set sha256 = decode(${sha256}, 'hex'), mapping = ${JSON.stringify(mapping)}::jsonb,
             duplicate_of = ${earlier?.id ?? null}::uuid
       where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`
    return earlier?.id ?? null
  })
}

/** The first completed upload of the same bytes. The same text can be a file of labels and one of transactions. */
export async function findSameContent(
  tx: TenantClient,
  tenantId: string,
  kind: UploadKind,
  sha256: string,
): Promise<{ id: string; started_at: Date } | null> {
  const [earlier] = await tx.$queryRaw<{ id: string; started_at: Date }[]>`
    select id, started_at from uploads
     where tenant_id = ${tenantId}::uuid and sha256 = decode(${sha256}, 'hex') and status = 'completed' and kind = ${kind}
     order by id limit 1`
  return earlier ?? null
}

/**
 * Writes that commit with the rows of a chunk. The times stay unknown where an earlier release, which did not note them, has scored
 * the first rows: with those of some rows only, a list would miss the others.
 */
export function progressWrites(tenantId: string, id: string, progress: Progress): Statement[] {
  const { scored, duplicates, rejected, rejects, part, announced } = progress
  const times = scored.map(({ occurredAtMs }) => occurredAtMs)
  const inBand = (band: RiskBand) => scored.filter((row) => row.band === band).length
  const writes: Statement[] = [
    {
      name: 'upload-progress',
      text: `update uploads set row_count = row_count + $3::int, scored_count = scored_count + $4::int,
                    duplicate_count = duplicate_count + $5::int, rejected_count = rejected_count + $6::int,
                    high_count = high_count + $7::int, medium_count = medium_count + $8::int, low_count = low_count + $9::int,
                    first_at = case when scored_count = 0 or first_at is not null then least(first_at, $10::timestamptz) end,
                    last_at = case when scored_count = 0 or last_at is not null then greatest(last_at, $11::timestamptz) end,
                    progressed_at = now(), interruptions = 0
              where tenant_id = $1::uuid and id = $2::uuid`,
      values: [
        tenantId,
        id,
        scored.length + duplicates + rejected,
        scored.length,
        duplicates,
        rejected,
        inBand('high'),
        inBand('medium'),
        inBand('low'),
        instant(Math.min(...times)),
        instant(Math.max(...times)),
      ],
    },
  ]
  if (announced) {
    writes.push({
      name: 'upload-announce',
      text: `insert into live_events (tenant_id, kind, payload)
             values ($1::uuid, 'uploads.changed', jsonb_build_object('uploadId', $2::text))`,
      values: [tenantId, id],
    })
  }
  if (scored.length > 0) {
    writes.push({
      name: 'upload-rows',
      text: `insert into upload_rows (tenant_id, upload_id, transaction_id, line)
             select $1::uuid, $2::uuid, row.id::uuid, row.line from unnest($3::text[], $4::int[]) as row (id, line)`,
      values: [
        tenantId,
        id,
        textArray(scored.map(({ transactionId }) => transactionId)),
        scored.map(({ line }) => line),
      ],
    })
  }
  if (rejects !== '') {
    writes.push({
      name: 'upload-rejects',
      text: 'insert into upload_rejects (tenant_id, upload_id, part, csv) values ($1::uuid, $2::uuid, $3::int, $4)',
      values: [tenantId, id, part, rejects],
    })
  }
  return writes
}

const instant = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString() : null)

export type UploadEnd =
  | { status: 'completed' }
  | { status: 'failed' | 'rejected'; problem: ProblemCode; failure: string }

const ENDED = {
  completed: 'upload.completed',
  failed: 'upload.failed',
  rejected: 'upload.rejected',
} as const

/**
 * Ends an upload, with its row of the audit log, which stays for good and so quotes nothing of the file: a failure may.
 * @param hold fails where the caller no longer holds the job
 */
export async function closeUpload(
  ctx: Context,
  id: string,
  end: UploadEnd,
  hold: (tx: TenantClient) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const tenantId = ctx.tenant.id
  const failure = 'failure' in end ? end.failure.slice(0, MAX_FAILURE) : null
  await withTenant({ tenantId }, async (tx) => {
    await hold(tx)
    const [row] = await tx.$queryRaw<EndedUpload[]>`
      update uploads set status = ${end.status}, failure = ${failure}, finished_at = now(), progressed_at = now(),
             leased = false, lease_until = null
       where tenant_id = ${tenantId}::uuid and id = ${id}::uuid
      returning user_id, file_name, file_bytes::float8 as file_bytes, encode(sha256, 'hex') as sha256, row_count, scored_count, labelled_count, duplicate_count, rejected_count`
    await writeAudit(tx, ctx, {
      action: ENDED[end.status],
      objectKind: 'upload',
      objectId: id,
      after: { ...row, ...('problem' in end && { problem: end.problem }) },
    })
    await announce(tx, tenantId, { kind: 'uploads.changed', payload: { uploadId: id } })
  })
}

type EndedUpload = {
  user_id: string
  file_name: string | null
  file_bytes: number
  sha256: string | null
  row_count: number
  scored_count: number
  labelled_count: number
  duplicate_count: number
  rejected_count: number
}
