import { writeAudit } from '@/lib/access/audit'
import { namesOf } from '@/lib/access/users'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, type PageInput, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import type { CsvExport } from '@/lib/platform/csv/write'
import { Prisma, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { streamText } from '@/lib/platform/stream-text'
import { presentUpload, type UploadRow } from './present'
import type { UploadAudits } from './schema'

const cursors = cursorCodec(uuid)
const LIST = 'uploads'

/** Uploads of the tenant, also rejected ones, newest first. @throws AppError invalid-cursor */
export async function listUploads(
  ctx: Context,
  { limit = 10, cursor }: PageInput = {},
): Promise<UploadAudits> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  const before = cursor === undefined ? null : cursors.decode(LIST, cursor)
  return await withTenant({ tenantId }, async (tx) => {
    const rows = await tx.$queryRaw<UploadRow[]>`
      select id, user_id, file_name, file_bytes::float8 as file_bytes, encode(sha256, 'hex') as sha256, status, row_count,
             scored_count, duplicate_count, rejected_count, high_count, medium_count, low_count, duplicate_of, failure,
             started_at, progressed_at, finished_at,
             exists (select from upload_rejects r where r.tenant_id = u.tenant_id and r.upload_id = u.id) as has_rejects
        from uploads u
       where tenant_id = ${tenantId}::uuid and ${before === null ? Prisma.sql`true` : Prisma.sql`id < ${before}::uuid`}
       order by id desc
       limit ${limit + 1}`
    const page = toPage(rows, limit, (last) => cursors.encode(LIST, last.id))
    const names = await namesOf(
      tx,
      tenantId,
      page.items.map(({ user_id }) => user_id),
    )
    const now = new Date()
    return {
      items: page.items.map((row) => presentUpload(row, names.get(row.user_id) ?? 'A former user', now)),
      next_cursor: page.next_cursor,
    }
  })
}

/** The rejected rows of an upload, part by part as they are sent. @throws AppError not-found */
export async function exportRejects(ctx: Context, uploadId: string): Promise<CsvExport> {
  authorize(ctx, 'transaction:upload')
  const tenantId = ctx.tenant.id
  const rows = await withTenant({ tenantId }, async (tx) => {
    const [found] = await tx.$queryRaw<{ rejected_count: number }[]>`
      select rejected_count from uploads u
       where tenant_id = ${tenantId}::uuid and id = ${uploadId}::uuid
         and exists (select from upload_rejects r where r.tenant_id = u.tenant_id and r.upload_id = u.id)`
    if (found === undefined)
      throw new AppError('not-found', { detail: 'There are no rejected rows of this upload.' })
    await writeAudit(tx, ctx, {
      action: 'upload.rejects-exported',
      objectKind: 'upload',
      objectId: uploadId,
      after: { rows: found.rejected_count },
    })
    return found.rejected_count
  })
  return { rows, truncated: false, csv: streamText(partsOf(tenantId, uploadId)) }
}

async function* partsOf(tenantId: string, uploadId: string): AsyncGenerator<string, void> {
  for (let part = 0; ; part++) {
    const row = await withTenant({ tenantId }, (tx) =>
      tx.uploadReject.findFirst({ where: { tenantId, uploadId, part }, select: { csv: true } }),
    )
    if (row === null) return
    yield row.csv
  }
}
