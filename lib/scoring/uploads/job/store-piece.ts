import { hash } from 'node:crypto'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { checkContent, requireText } from '../file/check-content'
import type { PieceResult } from '../schema'
import { bytesOfPiece, lockJob, pieceCount } from './find-job'

export interface SentPiece {
  number: number
  /** SHA-256 (hex) of its bytes. */
  sha256: string
  bytes: Buffer
}

/**
 * Stores the next piece of a large file. A piece that has arrived is accepted again, so a sender repeats what it is unsure of.
 * @throws AppError not-found; invalid-request for a wrong number, size or hash; unsupported-media-type for what is no text;
 *   conflict for a piece that is not the next one, or has arrived with other content
 */
export async function storePiece(ctx: Context, id: string, piece: SentPiece): Promise<PieceResult> {
  authorize(ctx, 'transaction:upload')
  const tenantId = ctx.tenant.id
  const { number, sha256, bytes } = piece
  const isWhole = hash('sha256', bytes, 'hex') === sha256
  return await withTenant({ tenantId }, async (tx) => {
    const job = await lockJob(tx, tenantId, id)
    const count = pieceCount(job)
    if (number >= count) throw invalid('number', `is beyond the ${count} pieces of the file`)
    const expected = bytesOfPiece(job, number)
    if (bytes.length !== expected)
      throw invalid('body', `has ${bytes.length} bytes; the piece has ${expected}`)
    if (!isWhole) throw invalid('sha256', 'is not that of the bytes that arrived')
    if (number < job.received_pieces) await requireSame(tx, tenantId, id, piece)
    else await add()
    const received = Math.max(job.received_pieces, number + 1)
    return { next_piece: received < count ? received : null }

    async function add(): Promise<void> {
      if (job.status !== 'receiving') {
        throw new AppError('conflict', { detail: `The file takes no pieces: it is ${job.status}.` })
      }
      if (number > job.received_pieces) {
        throw new AppError('conflict', { detail: `Piece ${job.received_pieces} is the next one.` })
      }
      if (number === 0) checkContent(bytes)
      else requireText(bytes)
      // As base64 text: Prisma would turn each byte of a parameter into a number.
      await tx.$executeRaw`
        insert into upload_pieces (tenant_id, upload_id, number, sha256, content)
        values (${tenantId}::uuid, ${id}::uuid, ${number}::int, decode(${sha256}, 'hex'),
                decode(${bytes.toString('base64')}, 'base64'))`
      await tx.$executeRaw`
        update uploads set received_pieces = received_pieces + 1, has_pieces = true, progressed_at = now()
         where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`
      await announce(tx, tenantId, { kind: 'uploads.changed', payload: { uploadId: id } })
    }
  })
}

async function requireSame(
  tx: TenantClient,
  tenantId: string,
  id: string,
  { number, sha256 }: SentPiece,
): Promise<void> {
  const [known] = await tx.$queryRaw<{ same: boolean }[]>`
    select sha256 = decode(${sha256}, 'hex') as same from upload_pieces
     where tenant_id = ${tenantId}::uuid and upload_id = ${id}::uuid and number = ${number}::int`
  if (known?.same) return
  throw new AppError('conflict', {
    detail: known
      ? `Piece ${number} has arrived with other content: this is another file.`
      : 'The file takes no pieces: its upload has ended.',
  })
}

const invalid = (field: string, reason: string): AppError =>
  new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
