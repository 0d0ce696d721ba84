import { changeUserOperation, endUserSessionsOperation, listUsersOperation } from '@/lib/access/users/api'
import { authenticate } from '@/lib/access/auth'
import { changeUser, createUser } from '@/lib/access/users'
import type { Context } from '@/lib/contract/context'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { callOperation } from '../../../support/call-operation'
import { createTestUser, createTenant, TEST_PASSWORD, type TestTenant } from '../../../support/tenant'
import { bearer, codeOf, jsonRequest, me, tokenOf } from '../auth/support'

afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

async function office() {
  const tenant = await createTenant()
  const admin = await createTestUser(tenant, 'admin')
  return { tenant, admin, headers: bearer(await tokenOf(admin.email)) }
}
const named = ({ id: tenantId }: TestTenant, fullName: string, email: string) =>
  withTenant({ tenantId }, (tx) =>
    createUser(tx, { tenantId, email, fullName, role: 'analyst', password: TEST_PASSWORD }),
  )
const list = async (headers: Record<string, string>, query: string) =>
  (await (await callOperation(listUsersOperation, { headers, query })).json()) as {
    items: { email: string; last_sign_in_at: string | null }[]
    next_cursor: string | null
  }

test('finds users by a part of name or address, with role and status, over pages', async () => {
  const { tenant, admin, headers } = await office()
  const emails = ['a_1@x.example', 'b@x.example', 'c@x.example']
  await named(tenant, 'Zoë 100% Smith', emails[0] ?? '')
  await named(tenant, 'Bob', emails[1] ?? '')
  await named(tenant, 'Carl SMITHSON', emails[2] ?? '')
  const found = async (query: string) => (await list(headers, query)).items.map(({ email }) => email)
  expect(await found('?q=smith')).toEqual([emails[0], emails[2]])
  expect(await found('?q=100%25')).toEqual([emails[0]])
  expect(await found('?q=_1')).toEqual([emails[0]])
  expect(await found('?role=admin')).toEqual([admin.email])
  expect(await found('?status=disabled')).toEqual([])
  const first = await list(headers, '?q=x.example&limit=2')
  const rest = await list(headers, `?q=x.example&limit=2&cursor=${first.next_cursor}`)
  expect([...first.items, ...rest.items].map(({ email }) => email)).toEqual(emails)
  const other = await callOperation(listUsersOperation, {
    headers,
    query: `?q=smith&limit=2&cursor=${first.next_cursor}`,
  })
  expect([other.status, await codeOf(other)]).toEqual([400, 'invalid-cursor'])
})

test('lists when each user signed in last', async () => {
  const { tenant, admin, headers } = await office()
  const { email } = await createTestUser(tenant, 'analyst')
  const at = new Map((await list(headers, '')).items.map((user) => [user.email, user.last_sign_in_at]))
  expect(at.get(email)).toBeNull()
  expect(Date.now() - Date.parse(at.get(admin.email) ?? '')).toBeLessThan(60_000)
})

test('rejects a change of a user that another administrator changed meanwhile', async () => {
  const { tenant, headers } = await office()
  const { id, version } = await createTestUser(tenant, 'analyst')
  const change = (role: string) =>
    callOperation(changeUserOperation, {
      params: { id },
      headers: { ...headers, 'if-match': `"${version}"` },
      body: { role },
    })
  const both = await Promise.all([change('senior_analyst'), change('admin')])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
})

test('signs a user out everywhere; the user can sign in again', async () => {
  const { tenant, headers } = await office()
  const { id, email } = await createTestUser(tenant, 'analyst')
  const tokens = [await tokenOf(email), await tokenOf(email)]
  const response = await callOperation(endUserSessionsOperation, { params: { id }, headers })
  expect(response.status).toBe(204)
  for (const token of tokens) expect((await me(bearer(token))).status).toBe(401)
  await tokenOf(email)
})

test('of two administrators who disable each other at the same time one remains', async () => {
  for (let round = 0; round < 3; round++) {
    const { tenant, admin, headers } = await office()
    const second = await createTestUser(tenant, 'admin')
    const asSecond = bearer(await tokenOf(second.email))
    const [one, other] = await Promise.all(
      [headers, asSecond].map((as) =>
        authenticate(jsonRequest('GET', '/api/users', undefined, as), 'request'),
      ),
    )
    const changes = await Promise.allSettled([
      changeUser(one as Context, second.id, { status: 'disabled' }),
      changeUser(other as Context, admin.id, { role: 'analyst' }),
    ])
    expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = await withTenant({ tenantId: tenant.id }, (tx) =>
      tx.user.count({ where: { role: 'admin', status: 'active' } }),
    )
    expect(left).toBe(1)
  }
})
