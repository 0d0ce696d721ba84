import { writeAudits } from '@/lib/access/audit'
import { hashPassword } from '@/lib/access/auth'
import { createUserWithHash } from '@/lib/access/users'
import type { User } from '@/lib/access/users/schema'
import type { Context, Tenant } from '@/lib/contract/context'
import type { Role } from '@/lib/contract/permissions'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { onboardTenant } from '@/lib/governance/onboarding'
import { systemContext } from '@/lib/access/tenants'
import { testSetting } from './postgres'
import { TEST_PASSWORD } from './tenant'

export const MODEL = { name: 'sentinel', version: '1.1.0' }

export interface MintedTenant {
  tenant: Tenant
  system: Context
  as: Record<Role, Context>
  emailOf: Record<Role, string>
}

const ROLES: Role[] = ['analyst', 'senior_analyst', 'admin']

/**
 * A tenant of the test, with one user per role and the shipped model in production.
 * @param recorded whether the audit log has the users, which `audit:verify` expects
 */
export async function mintTenant({
  currency = 'USD',
  recorded = false,
  timeZone = 'UTC',
} = {}): Promise<MintedTenant> {
  const id = newId()
  const slug = `t-${id.slice(-12)}`
  const stepEpochMs = Date.UTC(2026, 0, 5)
  const tenant: Tenant = {
    id,
    slug,
    name: slug,
    stepEpochMs,
    earliestEventMs: Date.UTC(2016, 0, 1),
    country: null,
    currency,
    timeZone,
  }
  await onboardTenant(testSetting('MIGRATION_DATABASE_URL'), { tenant, users: [], model: MODEL })
  const users = await createUsers(tenant)
  if (recorded) await recordUsers(tenant, users)
  const entries = users.map((user): [Role, Context] => [
    user.role,
    {
      tenant,
      actor: {
        kind: 'user',
        id: user.id,
        sessionId: newId(),
        role: user.role,
        name: user.full_name,
        email: user.email,
      },
      requestId: newId(),
    },
  ])
  return {
    tenant,
    system: systemContext(tenant, 'test'),
    as: Object.fromEntries(entries) as Record<Role, Context>,
    emailOf: Object.fromEntries(users.map((user) => [user.role, user.email])) as Record<Role, string>,
  }
}

/** A time zone in which it is noon or shortly after: the day does not change during a test. */
export function noonZone(now = new Date()): string {
  const ahead = 12 - now.getUTCHours()
  // The signs of these names are those of what is added to get UTC.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/** One hash serves every user of a test file: making one takes as long as the rest of a tenant. */
let passwordHash: Promise<string> | undefined

async function createUsers({ id: tenantId, slug }: Tenant): Promise<User[]> {
  passwordHash ??= hashPassword(TEST_PASSWORD)
  const shared = { tenantId, passwordHash: await passwordHash }
  return withTenant({ tenantId }, async (tx) => {
    const users: User[] = []
    for (const role of ROLES)
      users.push(
        await createUserWithHash(tx, { ...shared, role, email: `${role}@${slug}.test`, fullName: role }),
      )
    return users
  })
}

const recordUsers = (tenant: Tenant, users: readonly User[]) =>
  withTenant({ tenantId: tenant.id }, (tx) =>
    writeAudits(
      tx,
      systemContext(tenant, 'test'),
      users.map(({ id, role, status }) => ({
        action: 'user.created',
        objectKind: 'user',
        objectId: id,
        after: { role, status },
      })),
    ),
  )
