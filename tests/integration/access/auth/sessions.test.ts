import { PATCH as patchUser } from '@/app/api/users/[id]/route'
import { GET as getUsers } from '@/app/api/users/route'
import { POST as postLogout } from '@/app/api/auth/logout/route'
import { authenticate } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import { settleBackground } from '@/lib/platform/background'
import { changeUser } from '@/lib/access/users'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { createTestUser, createTenant, type TestTenant } from '../../../support/tenant'
import { withClient } from '../../../support/postgres'
import { bearer, codeOf, jsonRequest, me, tokenOf } from './support'

afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

/** This process sees the change of another one when its cache has expired. */
function skipMemory(): void {
  const later = performance.now() + 15_001
  jest.spyOn(performance, 'now').mockImplementation(() => later)
}

const patch = (token: string, id: string, body: unknown) =>
  patchUser(jsonRequest('PATCH', `/api/users/${id}`, body, bearer(token)), {
    params: Promise.resolve({ id }),
  })
const users = (token: string, query = '') =>
  getUsers(jsonRequest('GET', `/api/users${query}`, undefined, bearer(token)))

async function office() {
  const tenant = await createTenant()
  const [admin, analyst] = [await createTestUser(tenant, 'admin'), await createTestUser(tenant, 'analyst')]
  return { tenant, admin, analyst, adminToken: await tokenOf(admin.email) }
}

const change = (tenant: TestTenant, sql: string, id: string) =>
  withClient('superuser', (db) => db.query(sql, [tenant.id, id]))

test('sign-out ends the token immediately and is audited', async () => {
  const { tenant, analyst } = await office()
  const token = await tokenOf(analyst.email)
  const other = await tokenOf(analyst.email)
  expect((await me(bearer(token))).status).toBe(200)
  expect((await postLogout(jsonRequest('POST', '/api/auth/logout', undefined, bearer(token)))).status).toBe(
    204,
  )
  expect(await codeOf(await me(bearer(token)))).toBe('invalid-token')
  expect((await me(bearer(other))).status).toBe(200)
  const ended = await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.auditLog.count({ where: { action: 'session.ended', actorId: analyst.id } }),
  )
  expect(ended).toBe(1)
})

test('a session that another server revoked ends on this server within 15 seconds', async () => {
  const { tenant, analyst } = await office()
  const token = await tokenOf(analyst.email)
  expect((await me(bearer(token))).status).toBe(200)
  await change(
    tenant,
    'update sessions set revoked_at = now() where tenant_id = $1 and user_id = $2',
    analyst.id,
  )
  skipMemory()
  expect((await me(bearer(token))).status).toBe(401)
})

test('a role that another server changed applies on this server within 15 seconds', async () => {
  const { tenant, admin, adminToken } = await office()
  expect((await users(adminToken)).status).toBe(200)
  await change(tenant, `update users set role = 'analyst' where tenant_id = $1 and id = $2`, admin.id)
  skipMemory()
  const rejected = await users(adminToken)
  expect(rejected.status).toBe(403)
  expect(await codeOf(rejected)).toBe('missing-permission')
})

test('requests of a suspended tenant get the reason', async () => {
  const { tenant, adminToken } = await office()
  await change(
    tenant,
    `update tenants set status = 'suspended' where id = $1 and $2::uuid is not null`,
    tenant.id,
  )
  skipMemory()
  expect(await codeOf(await me(bearer(adminToken)))).toBe('tenant-suspended')
})

test('a changed role applies to the next request and is audited with its former value', async () => {
  const { tenant, analyst, adminToken } = await office()
  const token = await tokenOf(analyst.email)
  expect((await users(token)).status).toBe(403)
  const response = await patch(adminToken, analyst.id, { role: 'admin' })
  expect([response.status, (await response.json()).role]).toEqual([200, 'admin'])
  expect((await users(token)).status).toBe(200)
  const [row] = await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { action: 'user.role-changed' } }),
  )
  expect(row).toMatchObject({
    objectId: analyst.id,
    before: { role: 'analyst', status: 'active' },
    after: { role: 'admin', status: 'active' },
  })
})

test('a disabled user loses all sessions, cannot sign in, and needs a new sign-in when enabled again', async () => {
  const { analyst, adminToken } = await office()
  const token = await tokenOf(analyst.email)
  expect((await me(bearer(token))).status).toBe(200)
  expect((await patch(adminToken, analyst.id, { status: 'disabled' })).status).toBe(200)
  expect((await me(bearer(token))).status).toBe(401)
  await expect(tokenOf(analyst.email)).rejects.toThrow('401')
  await patch(adminToken, analyst.id, { status: 'active' })
  expect((await me(bearer(token))).status).toBe(401)
  expect((await me(bearer(await tokenOf(analyst.email)))).status).toBe(200)
})

test("rejects a change of one's own account", async () => {
  const { admin, adminToken } = await office()
  expect((await patch(adminToken, admin.id, { role: 'analyst' })).status).toBe(409)
  expect((await patch(adminToken, admin.id, { status: 'disabled' })).status).toBe(409)
})

test('of two administrators who demote each other at the same time one remains', async () => {
  for (let round = 0; round < 6; round++) {
    const { tenant, admin, adminToken } = await office()
    const second = await createTestUser(tenant, 'admin')
    const contexts = await Promise.all(
      [adminToken, await tokenOf(second.email)].map((token) =>
        authenticate(jsonRequest('GET', '/api/users', undefined, bearer(token)), 'request-1'),
      ),
    )
    const responses = await Promise.allSettled([
      changeUser(contexts[0] as Context, second.id, { role: 'analyst' }),
      changeUser(contexts[1] as Context, admin.id, { role: 'analyst' }),
    ])
    expect(responses.map((response) => response.status).sort()).toEqual(['fulfilled', 'rejected'])
    const rejected = responses.find((response) => response.status === 'rejected')
    expect(rejected).toMatchObject({ reason: { code: 'conflict' } })
  }
})

test('users of another tenant do not exist; the list pages through the own users', async () => {
  const [ours, theirs] = [await office(), await office()]
  expect((await patch(ours.adminToken, theirs.analyst.id, { role: 'admin' })).status).toBe(404)
  const first = await (await users(ours.adminToken, '?limit=1')).json()
  const second = await (await users(ours.adminToken, `?limit=1&cursor=${first.next_cursor}`)).json()
  const listed = [...first.items, ...second.items].map((user: { id: string }) => user.id)
  expect(listed.sort()).toEqual([ours.admin.id, ours.analyst.id].sort())
  expect(second.next_cursor).toBeNull()
  expect(JSON.stringify(first)).not.toMatch(/argon2|password/i)
})

test.each([{}, { role: 'root' }, { role: 'admin', status: 'active' }, { role: 'admin', tenant_id: 'x' }])(
  'rejects an invalid change: %j',
  async (body) => {
    const { analyst, adminToken } = await office()
    expect((await patch(adminToken, analyst.id, body)).status).toBe(400)
  },
)
