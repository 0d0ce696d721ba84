import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { ChannelRow } from './present'

/** The channel, locked until the end of the transaction. @throws AppError not-found, version-conflict */
export async function lockChannel(
  tx: TenantClient,
  tenantId: string,
  id: string,
  version: number | null = null,
): Promise<ChannelRow> {
  await tx.$queryRaw`select 1 from alert_channels where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for update`
  const row = await tx.alertChannel.findFirst({ where: { tenantId, id } })
  if (!row) throw new AppError('not-found')
  if (version !== null && version !== row.version) {
    throw new AppError('version-conflict', { currentVersion: row.version })
  }
  return row
}
