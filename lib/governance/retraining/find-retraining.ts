import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { RetrainingRow } from './present'

/** A retraining of the tenant. Another tenant's does not exist. @throws AppError not-found */
export async function findRetraining(tx: TenantClient, tenantId: string, id: string): Promise<RetrainingRow> {
  const row = await tx.retraining.findFirst({ where: { tenantId, id } })
  if (!row) throw new AppError('not-found')
  return row
}
