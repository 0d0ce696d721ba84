import { createApiKey, handOverApiKey, listApiKeys, revokeApiKey } from '@/lib/access/api-keys'
import { authenticate } from '@/lib/access/auth'
import { hashApiKeySecret } from '@/lib/access/auth/api-key-secret'
import { changeUser } from '@/lib/access/users'
import type { Context } from '@/lib/contract/context'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase, findApiKey, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { mintTenant, type MintedTenant } from '../../support/minted-tenant'
import { withClient } from '../../support/postgres'
import { createTestUser } from '../../support/tenant'
import { bearer, newIp, ORIGIN } from '../access/auth/support'

let minted: MintedTenant
/** A second administrator, who creates the key and leaves. */
let leaver: Context
let leaverId: string

beforeEach(async () => {
  minted = await mintTenant()
  const { id, email } = await createTestUser(minted.tenant, 'admin')
  const actor = { kind: 'user', id, sessionId: newId(), role: 'admin', name: 'Leaver', email } as const
  leaver = { tenant: minted.tenant, actor, requestId: newId() }
  leaverId = id
})
afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

const newKey = () => createApiKey(leaver, { name: 'core banking', scopes: ['score:write'] })
const use = (secret: string) =>
  authenticate(
    new Request(`${ORIGIN}/api/score`, { headers: { 'x-forwarded-for': newIp(), ...bearer(secret) } }),
    'request-1',
  )
const leave = (status: 'disabled' | 'active' = 'disabled') =>
  changeUser(minted.as.admin, leaverId, { status })
const adminId = () => minted.as.admin.actor.id

test('the keys of a user stop when the user is disabled, and work again when the user is enabled', async () => {
  const { secret } = await newKey()
  expect((await use(secret)).tenant.id).toBe(minted.tenant.id)
  await leave()
  await expect(use(secret)).rejects.toMatchObject({ code: 'invalid-token' })
  await leave('active')
  expect((await use(secret)).tenant.id).toBe(minted.tenant.id)
})

test('a user whom another server disables loses the keys at once in the database, here within 15 seconds', async () => {
  const { secret } = await newKey()
  await use(secret)
  await withClient('superuser', (client) =>
    client.query("update users set status = 'disabled' where id = $1", [leaverId]),
  )
  expect(await findApiKey(hashApiKeySecret(secret))).toBeNull()
  const later = performance.now() + 15_001
  jest.spyOn(performance, 'now').mockImplementation(() => later)
  await expect(use(secret)).rejects.toMatchObject({ code: 'invalid-token' })
})

test('the list names the keys whose owner is disabled', async () => {
  const { id } = await newKey()
  const own = await createApiKey(minted.as.admin, { name: 'reports', scopes: ['read'] })
  await leave()
  const { items } = await listApiKeys(minted.as.admin, { limit: 10 })
  expect(items.map((key) => [key.id, key.owner.id, key.owner.status])).toEqual([
    [own.id, adminId(), 'active'],
    [id, leaverId, 'disabled'],
  ])
})

test('a key that is handed over works again, keeps its creator, and the handover is audited once', async () => {
  const { id, secret } = await newKey()
  await leave()
  await expect(use(secret)).rejects.toMatchObject({ code: 'invalid-token' })
  const handed = await handOverApiKey(minted.as.admin, id, { owner_id: adminId() })
  await handOverApiKey(minted.as.admin, id, { owner_id: adminId() })
  expect(handed).toMatchObject({ created_by: leaverId, owner: { id: adminId(), status: 'active' } })
  expect((await use(secret)).actor).toMatchObject({ kind: 'api-key', id })
  const rows = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { action: 'api-key.handed-over', objectId: id } }),
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ before: { owner: leaverId }, after: { owner: adminId() } })
})

test('a key goes to active administrators of the institution only', async () => {
  const { id } = await newKey()
  const other = await mintTenant()
  await leave()
  for (const owner_id of [leaverId, minted.as.analyst.actor.id, other.as.admin.actor.id, newId()]) {
    await expect(handOverApiKey(minted.as.admin, id, { owner_id })).rejects.toMatchObject({
      code: 'invalid-reference',
      errors: [{ field: 'owner_id' }],
    })
  }
  const toAdmin = { owner_id: adminId() }
  const rejects = (ctx: Context, code: string) =>
    expect(handOverApiKey(ctx, id, toAdmin)).rejects.toMatchObject({ code })
  await rejects(other.as.admin, 'not-found')
  await rejects(minted.as.senior_analyst, 'missing-permission')
  await revokeApiKey(minted.as.admin, id)
  await rejects(minted.as.admin, 'conflict')
})
