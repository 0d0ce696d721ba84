import type { Context } from '@/lib/contract/context'
import { requestChange } from '@/lib/governance/changes'
import type { ChangeRequest, PolicyPayload } from '@/lib/governance/changes/schema'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { MintedTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { createTestUser } from '../../../support/tenant'

/** Sets four eyes as an administrator of the institution would. */
export const setFourEyes = ({ tenant }: MintedTenant, on: boolean) =>
  withClient('superuser', (client) =>
    client.query('update tenants set four_eyes = $2 where id = $1', [tenant.id, on]),
  )

/** One more administrator of the tenant. */
export async function anotherAdmin({ tenant }: MintedTenant): Promise<Context> {
  const user = await createTestUser(tenant, 'admin')
  return {
    tenant,
    actor: {
      kind: 'user',
      id: user.id,
      sessionId: newId(),
      role: 'admin',
      name: user.full_name,
      email: user.email,
    },
    requestId: newId(),
  }
}

/** Requests other thresholds. */
export const requestPolicy = (
  ctx: Context,
  payload: PolicyPayload,
  startsAt: Date | null = null,
): Promise<ChangeRequest> =>
  requestChange(ctx, {
    change: { kind: 'policy', payload },
    days: 7,
    reason: 'Too many alerts',
    starts_at: startsAt?.toISOString() ?? null,
    before_hash: null,
  })

/** The policy in force, and how many versions there are. */
export const policiesOf = ({ tenant }: Pick<MintedTenant, 'tenant'>) =>
  withTenant({ tenantId: tenant.id }, (tx) =>
    tx.policy.findMany({ where: { tenantId: tenant.id }, orderBy: { version: 'desc' } }),
  )

export const auditOf = ({ tenant }: Pick<MintedTenant, 'tenant'>, objectId: string) =>
  withTenant({ tenantId: tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { tenantId: tenant.id, objectId }, orderBy: { seq: 'asc' } }),
  )

/** The outcomes of several attempts: statuses of those that succeeded, codes of those that did not. */
export async function outcomesOf(attempts: Promise<ChangeRequest>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts)
  return settled
    .map((attempt) =>
      attempt.status === 'fulfilled'
        ? attempt.value.status
        : String((attempt.reason as { code?: string }).code),
    )
    .sort()
}

/** A time in so many milliseconds. */
export const later = (ms: number): Date => new Date(Date.now() + ms)
