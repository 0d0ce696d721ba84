import { settleBackground } from '@/lib/platform/background'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { createTestUser, createTenant, TEST_PASSWORD } from '../../../support/tenant'
import { withClient } from '../../../support/postgres'
import { bearer, login, me, tokenOf } from './support'

afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

const auditOf = (tenantId: string) =>
  withTenant({ tenantId }, (tx) => tx.auditLog.findMany({ orderBy: { seq: 'asc' } }))

test('correct credentials return a bearer token with the profile, and the sign-in is audited', async () => {
  const tenant = await createTenant()
  const user = await createTestUser(tenant, 'senior_analyst')
  const response = await login({ email: user.email.toUpperCase(), password: TEST_PASSWORD })
  expect(response.status).toBe(200)
  const result = await response.json()
  expect(result).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in_minutes: 15 })

  const who = await (await me(bearer(result.access_token))).json()
  expect(who).toMatchObject({
    id: user.id,
    email: user.email,
    role: 'senior_analyst',
    tenant_id: tenant.id,
    tenant_slug: tenant.slug,
  })
  expect(who.permissions).toContain('watchlist:write')
  expect(who.permissions).not.toContain('user:manage')
  expect((await auditOf(tenant.id)).map((row) => [row.action, row.actorKind, row.actorId])).toEqual([
    ['session.opened', 'user', user.id],
  ])
})

test('unknown users, wrong passwords and disabled users get the same response; only known users are audited', async () => {
  const tenant = await createTenant()
  const user = await createTestUser(tenant, 'analyst')
  const closed = await createTestUser(tenant, 'analyst')
  await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.user.updateMany({ where: { id: closed.id }, data: { status: 'disabled' } }),
  )
  const responses = await Promise.all([
    login({ email: 'nobody@users.example', password: 'wrong password' }),
    login({ email: user.email, password: 'wrong password' }),
    login({ email: closed.email, password: TEST_PASSWORD }),
  ])
  const bodies = await Promise.all(
    responses.map(async (result) => ({ ...(await result.json()), instance: 'any', at: result.status })),
  )
  expect(bodies[0]).toMatchObject({ status: 401, type: '/docs/problems/invalid-credentials', at: 401 })
  expect(bodies[1]).toEqual(bodies[0])
  expect(bodies[2]).toEqual(bodies[0])

  await settleBackground()
  const rejected = (await auditOf(tenant.id)).filter((row) => row.action === 'session.refused')
  expect(rejected.map((row) => row.objectId).sort()).toEqual([user.id, closed.id].sort())
})

test('an e-mail address of two tenants needs the tenant; without it the response reveals nothing', async () => {
  const [one, two] = [await createTenant(), await createTenant()]
  const email = `${one.slug}@shared.example`
  await createTestUser(one, 'analyst', email)
  const second = await createTestUser(two, 'analyst', email)
  const without = await login({ email, password: TEST_PASSWORD })
  expect(without.status).toBe(401)
  expect((await without.json()).detail).toContain('"tenant"')

  const named = await login({ email, password: TEST_PASSWORD, tenant: two.slug })
  expect(named.status).toBe(200)
  const who = await (await me(bearer((await named.json()).access_token))).json()
  expect(who).toMatchObject({ id: second.id, tenant_id: two.id })
  expect((await login({ email, password: TEST_PASSWORD, tenant: 'no-such-bank' })).status).toBe(401)
})

test.each([
  ['look-alike at sign', 'user＠corp.test'],
  ['quoted local part', '"e@evil.test"@corp.test'],
  ['list', 'a@x.test,b@y.test'],
  ['surrounding blanks', ' a@x.test '],
  ['Cyrillic letter', 'аdmin@sentinel.demo'],
  ['line break', 'a@x.test\nb@y.test'],
])('rejects a malformed e-mail address before any query: %s', async (_name, email) => {
  const response = await login({ email, password: TEST_PASSWORD })
  expect(response.status).toBe(400)
  expect((await response.json()).errors[0].field).toBe('email')
})

test('rejects a password over 128 characters and truncates none', async () => {
  expect((await login({ email: 'a@b.test', password: 'x'.repeat(129) })).status).toBe(400)
  const tenant = await createTenant()
  const user = await createTestUser(tenant, 'analyst')
  expect((await login({ email: user.email, password: TEST_PASSWORD + 'x' })).status).toBe(401)
})

test('only a correct password reveals that the tenant is suspended', async () => {
  const tenant = await createTenant()
  const user = await createTestUser(tenant, 'analyst')
  await withClient('superuser', (db) =>
    db.query(`update tenants set status = 'suspended' where id = $1`, [tenant.id]),
  )
  expect((await login({ email: user.email, password: 'wrong password' })).status).toBe(401)
  expect((await login({ email: user.email, password: TEST_PASSWORD })).status).toBe(403)
})

test('a sign-in rehashes a password with older parameters', async () => {
  const { hash } = await import('@node-rs/argon2')
  const tenant = await createTenant()
  const user = await createTestUser(tenant, 'analyst')
  const old = await hash(TEST_PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
  const setHash = (passwordHash: string) =>
    withTenant({ tenantId: tenant.id }, (tx) =>
      tx.user.updateMany({ where: { id: user.id }, data: { passwordHash } }),
    )
  await setHash(old)
  await tokenOf(user.email)
  await settleBackground()
  const row = await withTenant({ tenantId: tenant.id }, (tx) => tx.user.findFirst({ where: { id: user.id } }))
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  await tokenOf(user.email)
})

test('a user of many institutions signs in to each of them by its slug', async () => {
  const email = `many-${Date.now()}@users.example`
  const tenants = await Promise.all(Array.from({ length: 21 }, createTenant))
  for (const tenant of tenants) await createTestUser(tenant, 'analyst', email)
  const statuses: number[] = []
  for (const { slug } of tenants)
    statuses.push((await login({ email, password: TEST_PASSWORD, tenant: slug })).status)
  expect(statuses).toEqual(tenants.map(() => 200))
  expect((await login({ email, password: TEST_PASSWORD })).status).toBe(401)
})
