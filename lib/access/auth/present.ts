import type { Actor, Tenant } from '@/lib/contract/context'
import { permissionsOf } from '@/lib/contract/permissions'
import type { Me } from './schema'

export const presentMe = (user: Extract<Actor, { kind: 'user' }>, tenant: Tenant): Me => ({
  id: user.id,
  email: user.email,
  full_name: user.name,
  role: user.role,
  tenant_id: tenant.id,
  tenant_slug: tenant.slug,
  permissions: [...permissionsOf(user.role)],
})
