import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { checkContent, requireText } from '../../file/check-content'
import { checkHeader, readSample, SAMPLE_BYTES } from '../../file/read-sample'
import type { Claim } from './claim'
import { hold } from './lease'

/** Read at once: no single response of the database is large, and other requests have their turn between two. */
const SLICE_BYTES = 262_144

/** The bytes of a large file in their order, checked to be text. */
export async function* readPieces(claim: Claim): AsyncGenerator<Buffer> {
  const { ctx, job } = claim
  const tenantId = ctx.tenant.id
  for (let at = 0; at < job.file_bytes;) {
    const number = Math.floor(at / job.piece_bytes)
    const from = at % job.piece_bytes
    const [slice] = await withTenant(
      { tenantId },
      (tx) => tx.$queryRaw<{ content: string }[]>`
        select encode(substring(content from ${from + 1}::int for ${SLICE_BYTES}::int), 'base64') as content from upload_pieces
         where tenant_id = ${tenantId}::uuid and upload_id = ${job.id}::uuid and number = ${number}::int`,
    )
    const bytes = Buffer.from(slice?.content ?? '', 'base64')
    if (bytes.length === 0) {
      // Pieces are deleted once their upload was cancelled.
      await withTenant({ tenantId }, (tx) => hold(tx, claim))
      throw new AppError('not-found', { detail: `Piece ${number} of the file is missing.` })
    }
    if (at === 0) checkContent(bytes)
    else requireText(bytes)
    at += bytes.length
    yield bytes
  }
}

/** @throws AppError invalid-request for a header that cannot be used, unsupported-media-type for what is no CSV */
export async function readHeader(claim: Claim): Promise<string[]> {
  const slices: Buffer[] = []
  let bytes = 0
  for await (const slice of readPieces(claim)) {
    slices.push(slice)
    bytes += slice.length
    if (bytes > SAMPLE_BYTES) break
  }
  const { header } = await readSample(Buffer.concat(slices), claim.mapping.delimiter)
  checkHeader(header)
  return header
}
