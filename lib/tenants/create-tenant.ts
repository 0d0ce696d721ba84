import { writeAudit } from '@/lib/audit'
import type { Context, Tenant } from '@/lib/auth/context'
import type { Role } from '@/lib/auth/permissions'
import { registerModel } from '@/lib/models'
import { withTenant } from '@/lib/platform/db'
import { insertTenant } from '@/lib/platform/db/owner'
import { newId } from '@/lib/platform/ids'
import { createUser, type UserRecord } from '@/lib/users'

export interface TenantSetup {
  tenant: Tenant
  users: { email: string; fullName: string; role: Role; password: string }[]
  model: { name: string; version: string }
}

/** The product itself acting in a tenant: setting up, seeding. Never built from a request. */
export const systemContext = (tenant: Tenant, id: string): Context => ({
  tenant,
  actor: { kind: 'system', id },
  requestId: newId(),
})

/** Sets up an institution: its row, its people, its model in production with the recommended policy. Resumes where it stopped. */
export async function createTenant(
  ownerUrl: string,
  setup: TenantSetup,
): Promise<{ ctx: Context; users: UserRecord[] }> {
  const { tenant } = setup
  await insertTenant(ownerUrl, { ...tenant, stepEpoch: new Date(tenant.stepEpochMs) })
  const ctx = systemContext(tenant, 'tenant-setup')
  const users = await withTenant({ tenantId: tenant.id }, async (tx) => {
    const known = await tx.user.findMany({ where: { tenantId: tenant.id }, select: { email: true } })
    const missing = setup.users.filter(({ email }) => !known.some((user) => user.email === email))
    const created: UserRecord[] = []
    for (const person of missing) {
      const user = await createUser(tx, { tenantId: tenant.id, ...person })
      const after = { role: user.role, status: user.status }
      await writeAudit(tx, ctx, { action: 'user.created', objectKind: 'user', objectId: user.id, after })
      created.push(user)
    }
    return created
  })
  const production = await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.modelVersion.findFirst({ where: { tenantId: tenant.id, stage: 'production' } }),
  )
  if (!production) await registerModel(ctx, setup.model.name, setup.model.version)
  return { ctx, users }
}
