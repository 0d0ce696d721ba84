import { writeAudit } from '@/lib/access/audit'
import type { Context, Tenant } from '@/lib/contract/context'
import type { Role } from '@/lib/contract/permissions'
import { withTenant } from '@/lib/platform/db'
import { insertTenant } from '@/lib/platform/db/owner'
import { newId } from '@/lib/platform/ids'
import { createUser } from '@/lib/access/users'
import type { User } from '@/lib/access/users/schema'

export interface TenantSetup {
  tenant: Tenant
  users: { email: string; fullName: string; role: Role; password: string }[]
}

/** The product itself acting in a tenant: setting up, seeding. Never built from a request. */
export const systemContext = (tenant: Tenant, id: string): Context => ({
  tenant,
  actor: { kind: 'system', id },
  requestId: newId(),
})

/** Creates a tenant and its users. Safe to repeat: what exists already stays as it is. */
export async function createTenant(
  ownerUrl: string,
  setup: TenantSetup,
): Promise<{ ctx: Context; users: User[] }> {
  const { tenant } = setup
  await insertTenant(ownerUrl, {
    ...tenant,
    stepEpoch: new Date(tenant.stepEpochMs),
    earliestEventAt: new Date(tenant.earliestEventMs),
  })
  const ctx = systemContext(tenant, 'tenant-setup')
  const users = await withTenant({ tenantId: tenant.id }, async (tx) => {
    const known = await tx.user.findMany({ where: { tenantId: tenant.id }, select: { email: true } })
    const missing = setup.users.filter(({ email }) => !known.some((user) => user.email === email))
    const created: User[] = []
    for (const input of missing) {
      const user = await createUser(tx, { tenantId: tenant.id, ...input })
      const after = { role: user.role, status: user.status }
      await writeAudit(tx, ctx, { action: 'user.created', objectKind: 'user', objectId: user.id, after })
      created.push(user)
    }
    return created
  })
  return { ctx, users }
}
