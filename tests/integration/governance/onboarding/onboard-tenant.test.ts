import { verifyCredentials } from '@/lib/access/auth/verify-credentials'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { onboardTenant, type OnboardingSetup } from '@/lib/governance/onboarding'
import { activateModel } from '@/scripts/activate-model'
import { createInstitution, tenantArguments } from '@/scripts/create-tenant'
import { readArguments } from '@/scripts/operator/read-arguments'
import { MODEL } from '../../../support/minted-tenant'
import { testSetting } from '../../../support/postgres'

const ownerUrl = () => testSetting('MIGRATION_DATABASE_URL')
const slugOf = (id: string) => `t-${id.slice(-12)}`

const stored = (tenantId: string) =>
  withTenant({ tenantId }, async (tx) => ({
    tenant: await tx.tenant.findFirst({ where: { id: tenantId } }),
    users: await tx.user.findMany({ where: { tenantId }, orderBy: { id: 'asc' } }),
    models: await tx.modelVersion.findMany({ where: { tenantId } }),
    policies: await tx.policy.count({ where: { tenantId } }),
    actions: (await tx.auditLog.findMany({ where: { tenantId }, orderBy: { seq: 'asc' } })).map(
      ({ action }) => action,
    ),
  }))

describe('onboardTenant', () => {
  const setupOf = (id: string): OnboardingSetup => {
    const slug = slugOf(id)
    return {
      tenant: {
        id,
        slug,
        name: slug,
        stepEpochMs: Date.UTC(2026, 0, 5),
        earliestEventMs: Date.UTC(2016, 0, 1),
        country: null,
        currency: 'EUR',
        timeZone: 'UTC',
      },
      users: [
        { email: `admin@${slug}.test`, fullName: 'A', role: 'admin', password: 'first password' },
        { email: `analyst@${slug}.test`, fullName: 'B', role: 'analyst', password: 'first password' },
      ],
      model: MODEL,
    }
  }

  test('writes the audit log of everything it creates', async () => {
    const id = newId()
    const { users } = await onboardTenant(ownerUrl(), setupOf(id))
    expect(users.map(({ role }) => role)).toEqual(['admin', 'analyst'])
    expect((await stored(id)).actions).toEqual(['user.created', 'user.created', 'model.activated'])
  })

  test('a missing model leaves an incomplete tenant, which the next call completes', async () => {
    const id = newId()
    const setup = setupOf(id)
    const broken = {
      ...setup,
      users: setup.users.slice(0, 1),
      model: { name: 'sentinel', version: '999.0.0' },
    }
    await expect(onboardTenant(ownerUrl(), broken)).rejects.toThrow()
    const begun = await stored(id)
    expect(begun).toMatchObject({ users: [expect.anything()], models: [] })

    const { users } = await onboardTenant(ownerUrl(), setup)
    const finished = await stored(id)
    expect(users.map(({ role }) => role)).toEqual(['analyst'])
    expect(finished.users[0]).toEqual(begun.users[0])
    expect(finished.tenant).toEqual(begun.tenant)
    expect(finished.models).toEqual([expect.objectContaining({ stage: 'production' })])
  })

  test('a second call changes nothing', async () => {
    const id = newId()
    await onboardTenant(ownerUrl(), setupOf(id))
    const before = await stored(id)
    const { users } = await onboardTenant(ownerUrl(), {
      ...setupOf(id),
      tenant: { ...setupOf(id).tenant, name: 'X' },
    })
    expect(users).toEqual([])
    expect(await stored(id)).toEqual(before)
  })
})

describe('npm run tenant:create', () => {
  const argumentsOf = (slug: string, name = 'My Bank') =>
    readArguments(
      tenantArguments,
      [
        '--slug',
        slug,
        '--name',
        name,
        '--currency',
        'EUR',
        '--time-zone',
        'Europe/Berlin',
        '--admin-email',
        `Ada@${slug}.test`,
        '--admin-name',
        'Ada Lovelace',
      ],
      'Usage',
    )
  const origin = { ip: '192.0.2.1', userAgent: null, requestId: newId(), cookies: null }

  test('creates a tenant whose administrator signs in with the generated password', async () => {
    const slug = slugOf(newId())
    const { tenant, password } = await createInstitution(ownerUrl(), argumentsOf(slug))
    expect(password).toMatch(/^[\w-]{24}$/)
    const signedIn = await verifyCredentials({ email: `ada@${slug}.test`, password: password ?? '' }, origin)
    expect(signedIn).toMatchObject({ tenant_id: tenant.id, tenant_slug: slug })
    expect(await stored(tenant.id)).toMatchObject({
      tenant: { slug, name: 'My Bank', currency: 'EUR', timeZone: 'Europe/Berlin' },
      users: [{ fullName: 'Ada Lovelace', role: 'admin', status: 'active' }],
      models: [{ ...MODEL, stage: 'production' }],
    })
  })

  test('rejects an existing tenant and changes nothing of it', async () => {
    const slug = slugOf(newId())
    const { tenant } = await createInstitution(ownerUrl(), argumentsOf(slug))
    const before = await stored(tenant.id)
    await expect(createInstitution(ownerUrl(), argumentsOf(slug))).rejects.toThrow(`${slug} exists already`)
    expect(await stored(tenant.id)).toEqual(before)
  })

  test('completes an interrupted run, but not under another name', async () => {
    const id = newId()
    const slug = slugOf(id)
    const begun = {
      id,
      slug,
      name: 'My Bank',
      stepEpochMs: 0,
      earliestEventMs: 0,
      country: null,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    }
    const nobody = { tenant: begun, users: [], model: { name: 'sentinel', version: '999.0.0' } }
    await expect(onboardTenant(ownerUrl(), nobody)).rejects.toThrow()

    await expect(createInstitution(ownerUrl(), argumentsOf(slug, 'Your Bank'))).rejects.toThrow(
      `${slug} was begun as "My Bank", EUR, Europe/Berlin`,
    )
    const { tenant, password } = await createInstitution(ownerUrl(), argumentsOf(slug))
    expect(tenant.id).toBe(id)
    expect(password).not.toBeNull()
    expect((await stored(id)).users).toHaveLength(1)
  })
})

describe('npm run model:activate', () => {
  test('puts the bundle into production for the named tenant', async () => {
    const id = newId()
    const slug = slugOf(id)
    const tenant = {
      id,
      slug,
      name: slug,
      stepEpochMs: 0,
      earliestEventMs: 0,
      country: null,
      currency: 'EUR',
      timeZone: 'UTC',
    }
    await onboardTenant(ownerUrl(), { tenant, users: [], model: MODEL })
    const args = ['--tenant', slug, '--model', `${MODEL.name}/${MODEL.version}`]
    expect(await activateModel(ownerUrl(), args)).toContain(`in production at ${slug}`)
    expect(await stored(id)).toMatchObject({ models: [{ stage: 'production' }], policies: 2 })

    const absent = ['--tenant', slug, '--model', 'sentinel/999.0.0']
    await expect(activateModel(ownerUrl(), absent)).rejects.toThrow(
      'ml/models/sentinel/999.0.0 cannot be used',
    )
    expect((await stored(id)).policies).toBe(2)
  })

  test('reports an unknown tenant', async () => {
    const args = ['--tenant', 'no-such-bank', '--model', 'sentinel/1.1.0']
    await expect(activateModel(ownerUrl(), args)).rejects.toThrow('There is no institution no-such-bank.')
  })
})
