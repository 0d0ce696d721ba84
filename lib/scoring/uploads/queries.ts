import { writeAudit } from '@/lib/access/audit'
import { namesOf } from '@/lib/access/users'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, type PageInput, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import type { CsvExport } from '@/lib/platform/csv/write'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { streamText } from '@/lib/platform/stream-text'
import { presentUpload, UPLOAD_COLUMNS, type UploadRow } from './present'
import type { UploadAudit, UploadAudits } from './schema'

const cursors = cursorCodec(uuid)
interface UploadPage extends PageInput {
  /** Only uploads that have ended and scored transactions. */
  scored?: boolean
}

/** Uploads of the tenant, also rejected ones, newest first. @throws AppError invalid-cursor */
export async function listUploads(
  ctx: Context,
  { limit = 10, cursor, scored = false }: UploadPage = {},
): Promise<UploadAudits> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  const list = ['uploads', scored]
  const before = cursor === undefined ? null : cursors.decode(list, cursor)
  return await withTenant({ tenantId }, async (tx) => {
    const rows = await tx.$queryRaw<UploadRow[]>`
      select ${UPLOAD_COLUMNS}
        from uploads u
       where tenant_id = ${tenantId}::uuid and ${before === null ? Prisma.sql`true` : Prisma.sql`id < ${before}::uuid`}
         and ${scored ? Prisma.sql`finished_at is not null and scored_count > 0` : Prisma.sql`true`}
       order by id desc
       limit ${limit + 1}`
    const page = toPage(rows, limit, (last) => cursors.encode(list, last.id))
    return { items: await present(tx, tenantId, page.items), next_cursor: page.next_cursor }
  })
}

/** Large files of the tenant that have not ended, oldest first; a tenant has at most ten. */
export async function listUnfinishedUploads(ctx: Context): Promise<UploadAudit[]> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    const rows = await tx.$queryRaw<UploadRow[]>`
      select ${UPLOAD_COLUMNS} from uploads u
       where u.tenant_id = ${tenantId}::uuid and u.piece_bytes is not null and u.finished_at is null
       order by u.id`
    return await present(tx, tenantId, rows)
  })
}

async function present(
  tx: TenantClient,
  tenantId: string,
  rows: readonly UploadRow[],
): Promise<UploadAudit[]> {
  const names = await namesOf(
    tx,
    tenantId,
    rows.map(({ user_id }) => user_id),
  )
  return rows.map((row) => presentUpload(row, names.get(row.user_id) ?? 'A former user'))
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
