import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { NO_LINK } from './chain/link'
import type { ChainHead } from './schema'

/** The last link of the chain. Stored elsewhere, it proves later that no earlier row was changed or removed. */
export async function readChainHead(ctx: Context): Promise<ChainHead> {
  authorize(ctx, 'audit:read')
  const tenantId = ctx.tenant.id
  const link = await withTenant({ tenantId }, (tx) =>
    tx.auditLink.findFirst({ where: { tenantId }, orderBy: { position: 'desc' } }),
  )
  if (!link) return { position: 0, hash: NO_LINK.toString('hex'), seq: null }
  return {
    position: Number(link.position),
    hash: Buffer.from(link.hash).toString('hex'),
    seq: Number(link.auditSeq),
  }
}
