import { namesOf } from '@/lib/access/users'
import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { presentUpload, UPLOAD_COLUMNS, type UploadRow } from '../present'
import type { UploadFile } from '../schema'

/** The upload of a large file. */
export type JobRow = UploadRow & { piece_bytes: number; attempt: number }

/** A large file with what has arrived of it, and how far its job is. @throws AppError not-found */
export async function getUploadFile(ctx: Context, id: string): Promise<UploadFile> {
  authorize(ctx, 'transaction:upload')
  return await withTenant({ tenantId: ctx.tenant.id }, (tx) => readFile(tx, ctx.tenant.id, id))
}

/** @throws AppError not-found */
export async function readFile(tx: TenantClient, tenantId: string, id: string): Promise<UploadFile> {
  const [row] = await tx.$queryRaw<UploadRow[]>`
    select ${UPLOAD_COLUMNS} from uploads u
     where u.tenant_id = ${tenantId}::uuid and u.id = ${id}::uuid and u.piece_bytes is not null`
  if (row === undefined) throw new AppError('not-found')
  const pieces = await tx.$queryRaw<{ sha256: string }[]>`
    select encode(sha256, 'hex') as sha256 from upload_pieces
     where tenant_id = ${tenantId}::uuid and upload_id = ${id}::uuid order by number`
  const names = await namesOf(tx, tenantId, [row.user_id])
  return {
    ...presentUpload(row, names.get(row.user_id) ?? 'A former user'),
    piece_sha256: pieces.map(({ sha256 }) => sha256),
  }
}

/** Locks the upload, so that pieces and steps of its job follow one another. @throws AppError not-found */
export async function lockJob(tx: TenantClient, tenantId: string, id: string): Promise<JobRow> {
  const [row] = await tx.$queryRaw<JobRow[]>`
    select ${UPLOAD_COLUMNS}, u.attempt from uploads u
     where u.tenant_id = ${tenantId}::uuid and u.id = ${id}::uuid and u.piece_bytes is not null
       for update`
  if (row === undefined) throw new AppError('not-found')
  return row
}

export const pieceCount = ({ file_bytes, piece_bytes }: JobRow): number => Math.ceil(file_bytes / piece_bytes)

/** The last piece is shorter. */
export const bytesOfPiece = ({ file_bytes, piece_bytes }: JobRow, number: number): number =>
  Math.min(piece_bytes, file_bytes - number * piece_bytes)
