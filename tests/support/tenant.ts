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

/** An institution of its own, so that tests neither see nor disturb each other. */
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

/** A person of the institution, with TEST_PASSWORD and an address that no other test uses. */
export const createPerson = (tenant: TestTenant, role: Role, email = `${newId()}@people.example`) =>
  withTenant({ tenantId: tenant.id }, (tx) =>
    createUser(tx, { tenantId: tenant.id, email, fullName: `A ${role}`, role, password: TEST_PASSWORD }),
  )
