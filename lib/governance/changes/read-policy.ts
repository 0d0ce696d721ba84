import type { Policy } from '@/lib/governance/models/schema'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/** The highest version is in force. @throws AppError no-production-model before the first model of the tenant */
export async function readPolicyInForce(tx: TenantClient, tenantId: string): Promise<Policy> {
  const policy = await findPolicyInForce(tx, tenantId)
  if (!policy) throw new AppError('no-production-model')
  return policy
}

/** The same; null before the first model of the tenant. */
export async function findPolicyInForce(tx: TenantClient, tenantId: string): Promise<Policy | null> {
  const row = await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
  if (!row) return null
  return {
    version: row.version,
    review_threshold: row.reviewThreshold,
    block_threshold: row.blockThreshold,
    medium_from: row.mediumFrom,
    high_from: row.highFrom,
  }
}
