import { loadTenant, systemContext } from '@/lib/access/tenants'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { isDraining } from '@/lib/platform/lifecycle'
import { HOUR_MS } from '@/lib/platform/time'
import { KEEP_IDLE_HOURS } from '../../schema'
import { closeUpload } from '../../upload-record'

/** Files that wait for their user since before then are deleted. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - KEEP_IDLE_HOURS * HOUR_MS)

/** Ends uploads of the tenant that waited too long for their user. */
export async function endIdleUploads(tenantId: string, now: Date): Promise<void> {
  const before = idleSince(now)
  const found = await withTenant({ tenantId }, async (tx) => {
    const rows = await tx.upload.findMany({
      where: {
        tenantId,
        pieceBytes: { not: null },
        status: { in: ['receiving', 'paused'] },
        progressedAt: { lt: before },
      },
      select: { id: true, status: true, rowCount: true },
    })
    return { rows, tenant: await loadTenant(tx) }
  })
  for (const { id, status, rowCount } of found.rows) {
    const waited = status === 'paused' ? 'It was paused for' : 'It did not arrive whole within'
    await closeUpload(
      systemContext(found.tenant, 'upload'),
      id,
      {
        status: rowCount > 0 ? 'failed' : 'rejected',
        problem: 'too-late',
        failure: `${waited} ${KEEP_IDLE_HOURS} hours.`,
      },
      async (tx) => {
        const idle = { tenantId, id, status, progressedAt: { lt: before } }
        const { count } = await tx.upload.updateMany({ where: idle, data: { attempt: { increment: 1 } } })
        if (count === 0) throw new AppError('conflict', { detail: 'The upload goes on.' })
      },
    )
  }
}

/** 16 MiB: far below the time limit of a statement. */
const PIECES_AT_ONCE = 4

/** Deletes the pieces of uploads of the tenant that have ended. */
export async function deletePieces(tenantId: string): Promise<void> {
  for (let more = true; more && !isDraining();) {
    more = await withTenant({ tenantId }, async (tx) => {
      const [ended] = await tx.$queryRaw<{ id: string }[]>`
        select id from uploads
         where tenant_id = ${tenantId}::uuid and piece_bytes is not null and finished_at is not null and has_pieces
         limit 1 for update skip locked`
      if (ended === undefined) return false
      const deleted = await tx.$executeRaw`
        delete from upload_pieces where tenant_id = ${tenantId}::uuid and upload_id = ${ended.id}::uuid and number in (
          select number from upload_pieces where tenant_id = ${tenantId}::uuid and upload_id = ${ended.id}::uuid
           order by number limit ${PIECES_AT_ONCE}::int)`
      if (deleted === PIECES_AT_ONCE) return true
      await tx.$executeRaw`
        update uploads set has_pieces = false where tenant_id = ${tenantId}::uuid and id = ${ended.id}::uuid`
      return true
    })
  }
}
