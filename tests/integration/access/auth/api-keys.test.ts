import { randomBytes } from 'node:crypto'
import { DELETE as deleteKey } from '@/app/api/api-keys/[id]/route'
import { GET as getKeys, POST as postKey } from '@/app/api/api-keys/route'
import { authenticate } from '@/lib/access/auth'
import { settleBackground } from '@/lib/platform/background'
import { forgetApiKeys } from '@/lib/access/auth/api-key-credential'
import { hashApiKeySecret } from '@/lib/access/auth/api-key-secret'
import { mayActor } from '@/lib/contract/context'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { createTestUser, createTenant } from '../../../support/tenant'
import { withClient } from '../../../support/postgres'
import { bearer, codeOf, jsonRequest, me, newIp, ORIGIN, tokenOf } from './support'

afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

interface Key {
  id: string
  secret: string
  prefix: string
}

const create = (headers: Record<string, string>, body: object) =>
  postKey(jsonRequest('POST', '/api/api-keys', body, headers))
const revoke = (token: string, id: string) =>
  deleteKey(jsonRequest('DELETE', `/api/api-keys/${id}`, undefined, bearer(token)), {
    params: Promise.resolve({ id }),
  })
const list = (token: string) => getKeys(jsonRequest('GET', '/api/api-keys', undefined, bearer(token)))
const identify = (headers: Record<string, string>) =>
  authenticate(
    new Request(`${ORIGIN}/api/score`, { headers: { 'x-forwarded-for': newIp(), ...headers } }),
    'request-1',
  )

async function institution() {
  const tenant = await createTenant()
  const token = await tokenOf((await createTestUser(tenant, 'admin')).email)
  const newKey = async (body: object = { name: 'core banking', scopes: ['score:write'] }): Promise<Key> => {
    const response = await create(bearer(token), body)
    if (response.status !== 201) throw new Error(await response.text())
    return (await response.json()) as Key
  }
  return { tenant, token, newKey }
}

test('the secret is returned once; neither the database nor a list contains it', async () => {
  const { tenant, token, newKey } = await institution()
  const { secret, id } = await newKey()
  expect(secret).toMatch(/^sk_[A-Za-z0-9_-]{43}$/)
  const listed = await (await list(token)).text()
  expect(listed).toContain(id)
  expect(listed).not.toContain(secret.slice(12))
  const stored = await withClient('superuser', async (db) => {
    const { rows } = await db.query<Record<string, unknown>>('select * from api_keys where id = $1', [id])
    return rows[0] ?? {}
  })
  expect(JSON.stringify(stored)).not.toContain(secret.slice(12))
  const hash = hashApiKeySecret(secret)
  expect(Buffer.compare(stored.key_hash as Buffer, hash)).toBe(0)
  for (const guess of [
    hash.toString('hex'),
    hash.toString('base64url'),
    `sk_${hash.toString('base64url')}`,
  ]) {
    await expect(identify(bearer(guess))).rejects.toMatchObject({ code: 'invalid-token' })
  }
  const audited = await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { objectKind: 'api-key' } }),
  )
  expect(audited.map((row) => [row.action, row.objectId])).toEqual([['api-key.created', id]])
  expect(
    JSON.stringify(audited, (_key, value: unknown) => (typeof value === 'bigint' ? '' : value)),
  ).not.toContain(secret)
})

test('a key acts for its tenant, in either header, with exactly its scopes', async () => {
  const { tenant, newKey } = await institution()
  const scoring = await newKey()
  const reading = await newKey({ name: 'reports', scopes: ['read'] })
  for (const headers of [bearer(scoring.secret), { 'x-api-key': scoring.secret }]) {
    const ctx = await identify(headers)
    expect(ctx.tenant.id).toBe(tenant.id)
    expect(ctx.actor).toEqual({
      kind: 'api-key',
      id: scoring.id,
      scopes: ['score:write'],
      name: 'core banking',
    })
    expect(mayActor(ctx.actor, 'score:create')).toBe(true)
    expect(mayActor(ctx.actor, 'transaction:read')).toBe(false)
  }
  const { actor } = await identify(bearer(reading.secret))
  expect(mayActor(actor, 'transaction:read')).toBe(true)
  for (const permission of [
    'score:create',
    'transaction:decide',
    'watchlist:write',
    'api-key:manage',
    'user:manage',
  ] as const) {
    expect(mayActor(actor, permission)).toBe(false)
  }
})

test('a key can neither read a profile nor create keys', async () => {
  const { newKey } = await institution()
  const { secret } = await newKey({ name: 'all', scopes: ['score:write', 'read'] })
  expect((await me(bearer(secret))).status).toBe(403)
  expect((await create(bearer(secret), { name: 'more', scopes: ['read'] })).status).toBe(403)
})

test('a revoked key is rejected immediately; a second revocation succeeds; one event is audited', async () => {
  const { tenant, token, newKey } = await institution()
  const { id, secret } = await newKey()
  await identify(bearer(secret))
  expect((await revoke(token, id)).status).toBe(204)
  await expect(identify(bearer(secret))).rejects.toMatchObject({ code: 'invalid-token' })
  expect((await revoke(token, id)).status).toBe(204)
  const audited = await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.auditLog.count({ where: { action: 'api-key.revoked', objectId: id } }),
  )
  expect(audited).toBe(1)
})

test('a key that another server revoked is rejected on this server within 15 seconds', async () => {
  const { newKey } = await institution()
  const { id, secret } = await newKey()
  await identify(bearer(secret))
  await withClient('superuser', (db) =>
    db.query('update api_keys set revoked_at = now() where id = $1', [id]),
  )
  const later = performance.now() + 15_001
  jest.spyOn(performance, 'now').mockImplementation(() => later)
  await expect(identify(bearer(secret))).rejects.toMatchObject({ code: 'invalid-token' })
})

test('an expired key is rejected even while it is cached', async () => {
  const { newKey } = await institution()
  const expiresAt = new Date(Date.now() + 60_000)
  const { secret } = await newKey({ name: 'short', scopes: ['read'], expires_at: expiresAt.toISOString() })
  await identify(bearer(secret))
  jest.spyOn(Date, 'now').mockReturnValue(expiresAt.getTime())
  await expect(identify(bearer(secret))).rejects.toMatchObject({ code: 'invalid-token' })
})

test('the last use is stored once a minute, after the response', async () => {
  const { tenant, newKey } = await institution()
  const { id, secret } = await newKey()
  const lastUsed = async () => {
    await settleBackground()
    const row = await withTenant({ tenantId: tenant.id }, (tx) => tx.apiKey.findFirst({ where: { id } }))
    return row?.lastUsedAt?.getTime() ?? null
  }
  expect(await lastUsed()).toBeNull()
  await identify(bearer(secret))
  const first = await lastUsed()
  expect(first).not.toBeNull()
  await identify(bearer(secret))
  expect(await lastUsed()).toBe(first)
  const later = Date.now() + 61_000
  jest.spyOn(Date, 'now').mockReturnValue(later)
  await identify(bearer(secret))
  expect(await lastUsed()).toBe(later)
})

test('an address that keeps sending unknown keys is throttled, another is not', async () => {
  const { newKey } = await institution()
  const { secret } = await newKey()
  const codesOfBurst = (ip: string) =>
    Promise.all(
      Array.from({ length: 7 }, (_, i) =>
        identify({ ...bearer(`sk_${'A'.repeat(42)}${'AEIMQUY'[i]}`), 'x-forwarded-for': ip }).then(
          () => 'accepted',
          (error: { code: string }) => error.code,
        ),
      ),
    )
  // The limit is per second: where the machine stalls between two guesses, the next seven show it.
  const throttled = [...Array<string>(5).fill('invalid-token'), 'too-many-requests', 'too-many-requests']
  let codes: string[] = []
  for (let burst = 0; burst < 20 && codes.join() !== throttled.join(); burst++)
    codes = (await codesOfBurst(newIp())).sort()
  expect(codes).toEqual(throttled)
  await identify(bearer(secret))
})

test('one rejected key that is used without pause is throttled; valid keys of the same address go on', async () => {
  const { token, newKey } = await institution()
  const [old, current, next] = [await newKey(), await newKey(), await newKey()]
  const headers = { 'x-forwarded-for': newIp() }
  await identify({ ...bearer(current.secret), ...headers })
  await revoke(token, old.id)
  const codes = new Set<string>()
  for (let i = 0; i < 20; i++) {
    const use = identify({ ...bearer(old.secret), ...headers })
    codes.add(
      await use.then(
        () => 'accepted',
        (error: { code: string }) => error.code,
      ),
    )
  }
  expect([...codes]).toEqual(['invalid-token', 'too-many-requests'])
  // The key must be read again after 15 seconds, and a new instance brings a key that this server has not seen.
  forgetApiKeys()
  await identify({ ...bearer(current.secret), ...headers })
  await identify({ ...bearer(next.secret), ...headers })
})

test('an address that guesses keys stops neither a known key nor a new one behind it', async () => {
  const { newKey } = await institution()
  const [current, next] = [await newKey(), await newKey()]
  const headers = { 'x-forwarded-for': newIp() }
  await identify({ ...bearer(current.secret), ...headers })
  for (let i = 0; i < 20; i++) {
    const guess = `sk_${randomBytes(32).toString('base64url')}`
    await expect(identify({ ...bearer(guess), ...headers })).rejects.toBeDefined()
  }
  forgetApiKeys()
  await identify({ ...bearer(current.secret), ...headers })
  await identify({ ...bearer(next.secret), ...headers })
})

test('keys of another tenant do not exist', async () => {
  const [ours, theirs] = [await institution(), await institution()]
  const { id, secret } = await theirs.newKey()
  expect((await revoke(ours.token, id)).status).toBe(404)
  expect((await revoke(ours.token, newId())).status).toBe(404)
  expect(await (await list(ours.token)).text()).not.toContain(id)
  expect((await identify(bearer(secret))).tenant.id).toBe(theirs.tenant.id)
})

test('rejects the keys of a suspended tenant', async () => {
  const { tenant, newKey } = await institution()
  const { secret } = await newKey()
  await withClient('superuser', (db) =>
    db.query(`update tenants set status = 'suspended' where id = $1`, [tenant.id]),
  )
  await expect(identify(bearer(secret))).rejects.toMatchObject({ code: 'tenant-suspended' })
})

test.each([
  ['no scope', { name: 'a', scopes: [] }],
  ['unknown scope', { name: 'a', scopes: ['admin'] }],
  ['a scope twice', { name: 'a', scopes: ['read', 'read'] }],
  ['no name', { name: ' ', scopes: ['read'] }],
  ['an expiry in the past', { name: 'a', scopes: ['read'], expires_at: '2020-01-01T00:00:00Z' }],
  ['a chosen secret', { name: 'a', scopes: ['read'], secret: 'sk_mine' }],
])('rejects a key with %s', async (_name, body) => {
  const { token } = await institution()
  expect((await create(bearer(token), body)).status).toBe(400)
  expect((await (await list(token)).json()).items).toEqual([])
})

test.each(['analyst', 'senior_analyst'] as const)('the role %s cannot manage keys', async (role) => {
  const { tenant, newKey } = await institution()
  const { id } = await newKey()
  const token = await tokenOf((await createTestUser(tenant, role)).email)
  const responses = [
    await list(token),
    await create(bearer(token), { name: 'a', scopes: ['read'] }),
    await revoke(token, id),
  ]
  expect(responses.map((result) => result.status)).toEqual([403, 403, 403])
  expect(await codeOf(responses[0] as Response)).toBe('missing-permission')
})
