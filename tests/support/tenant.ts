import { randomBytes } from 'node:crypto'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { createUser } from '@/lib/access/users'
import type { Role } from '@/lib/contract/permissions'
import { withClient } from './postgres'

export const TEST_PASSWORD = 'correct horse battery'

export interface TestTenant {
  id: string
  slug: string
}

/** Creates a tenant, so that tests do not affect each other. */
export async function createTenant(): Promise<TestTenant> {
  const tenant = { id: newId(), slug: `bank-${randomBytes(6).toString('hex')}` }
  await withClient('superuser', (client) =>
    client.query(
      `insert into tenants (id, slug, name, step_epoch, currency, time_zone)
       values ($1, $2, $2, '2026-01-01T00:00:00Z', 'USD', 'UTC')`,
      [tenant.id, tenant.slug],
    ),
  )
  return tenant
}

/** Creates a user of the tenant, with TEST_PASSWORD and a unique e-mail address. */
export const createTestUser = (tenant: TestTenant, role: Role, email = `${newId()}@users.example`) =>
  withTenant({ tenantId: tenant.id }, (tx) =>
    createUser(tx, { tenantId: tenant.id, email, fullName: `A ${role}`, role, password: TEST_PASSWORD }),
  )
