import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { shownFileName } from '../file/file-name'
import { readMapping } from '../file/prepare-mapping'
import {
  MAX_UNFINISHED_BYTES,
  MAX_UNFINISHED_FILES,
  type NewUploadFile,
  PIECE_BYTES,
  type UploadFile,
} from '../schema'
import { readFile } from './find-job'

/**
 * Makes room for a large file, whose pieces follow.
 * @throws AppError invalid-request for what is no mapping; conflict while the institution has too many files that have not ended
 */
export async function openUploadFile(ctx: Context, file: NewUploadFile): Promise<UploadFile> {
  authorize(ctx, 'transaction:upload')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const mapping = JSON.stringify(readMapping(JSON.stringify(file.mapping), ctx.tenant))
  const name = shownFileName(file.filename)
  const { file_size_bytes: bytes, sha256 = null } = file
  const id = newId()
  return await withTenant({ tenantId }, async (tx) => {
    await requireRoom(tx, tenantId, bytes)
    await tx.$executeRaw`
      insert into uploads (tenant_id, id, user_id, file_name, file_bytes, status, mapping, piece_bytes, declared_sha256)
      values (${tenantId}::uuid, ${id}::uuid, ${userId}::uuid, ${name}, ${bytes}::bigint, 'receiving', ${mapping}::jsonb,
              ${PIECE_BYTES}::int, decode(${sha256}, 'hex'))`
    await writeAudit(tx, ctx, {
      action: 'upload.opened',
      objectKind: 'upload',
      objectId: id,
      after: { file_name: name, file_bytes: bytes, sha256 },
    })
    await announce(tx, tenantId, { kind: 'uploads.changed', payload: { uploadId: id } })
    return await readFile(tx, tenantId, id)
  })
}

/** Files are counted with the bytes that they will have, so that each of them fits to its end. */
async function requireRoom(tx: TenantClient, tenantId: string, bytes: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`upload-files:${tenantId}`}, 0))`
  const [kept] = await tx.$queryRaw<[{ files: number; bytes: number }]>`
    select count(*)::int as files, coalesce(sum(file_bytes), 0)::float8 as bytes from uploads
     where tenant_id = ${tenantId}::uuid and piece_bytes is not null and (finished_at is null or has_pieces)`
  if (kept.files < MAX_UNFINISHED_FILES && kept.bytes + bytes <= MAX_UNFINISHED_BYTES) return
  throw new AppError('conflict', {
    detail:
      `The institution has ${kept.files} large files of ${kept.bytes} bytes that have not ended; ` +
      `it may have ${MAX_UNFINISHED_FILES} of ${MAX_UNFINISHED_BYTES} bytes. Wait until one ends, or cancel one.`,
  })
}
