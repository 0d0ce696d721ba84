import { listApiKeysOperation, rotateApiKeyOperation } from '@/lib/access/api-keys/api'
import { createApiKey, revokeApiKey } from '@/lib/access/api-keys'
import { authenticate } from '@/lib/access/auth'
import { settleBackground } from '@/lib/platform/background'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { bearer, codeOf, newIp, ORIGIN, tokenOf } from '../auth/support'

const HOUR_MS = 3_600_000

let minted: MintedTenant
let headers: Record<string, string>
beforeAll(async () => {
  minted = await mintTenant()
  headers = bearer(await tokenOf(minted.emailOf.admin))
})
afterEach(() => jest.restoreAllMocks())
afterAll(settleBackground)

const create = (input: { expires_at?: string } = {}) =>
  createApiKey(minted.as.admin, { name: 'core', scopes: ['score:write'], ...input })
const rotate = (id: string, body: object = {}) =>
  callOperation(rotateApiKeyOperation, { params: { id }, headers, body })
const works = (secret: string) =>
  authenticate(
    new Request(`${ORIGIN}/api/score`, { headers: { ...bearer(secret), 'x-forwarded-for': newIp() } }),
    'request',
  ).then(
    () => true,
    () => false,
  )
const listed = async (id: string) => {
  const response = await callOperation(listApiKeysOperation, { headers })
  const { items } = (await response.json()) as { items: Record<string, string | null>[] }
  return items.find((key) => key.id === id)
}

it('makes a key with the same rights; both work for 24 hours, then the new one alone', async () => {
  const old = await create()
  const before = Date.now()
  const response = await rotate(old.id)
  expect(response.status).toBe(201)
  const made = await response.json()
  expect(made).toMatchObject({ name: 'core', scopes: ['score:write'], expires_at: null, replaced_by: null })
  expect(await Promise.all([works(old.secret), works(made.secret)])).toEqual([true, true])
  const end = Date.parse((await listed(old.id))?.expires_at ?? '')
  expect(end - before).toBeGreaterThanOrEqual(24 * HOUR_MS)
  expect(end - before).toBeLessThan(24 * HOUR_MS + 60_000)
  expect(await listed(old.id)).toMatchObject({ replaced_by: made.id, revoked_at: null })
  jest.spyOn(Date, 'now').mockReturnValue(end + 1)
  expect(await Promise.all([works(old.secret), works(made.secret)])).toEqual([false, true])
})

it('is audited without the secret', async () => {
  const old = await create()
  const made = await (await rotate(old.id)).json()
  const rows = await withClient('superuser', async (client) => {
    const sql = `select after from audit_log where tenant_id = $1 and action = 'api-key.rotated' and object_id = $2`
    return (await client.query(sql, [minted.tenant.id, old.id])).rows
  })
  expect(rows).toEqual([{ after: expect.objectContaining({ replacedBy: made.id, prefix: made.prefix }) }])
  expect(JSON.stringify(rows)).not.toContain(made.secret.slice(12))
})

it('does not prolong a key that ends sooner', async () => {
  const soon = new Date(Date.now() + HOUR_MS).toISOString()
  const old = await create({ expires_at: soon })
  await rotate(old.id)
  expect((await listed(old.id))?.expires_at).toBe(soon)
})

it('rejects a second rotation, also at the same time, and a key that is revoked or expired', async () => {
  const old = await create()
  const both = await Promise.all([rotate(old.id), rotate(old.id)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  const revoked = await create()
  await revokeApiKey(minted.as.admin, revoked.id)
  const rejected = await rotate(revoked.id)
  expect([rejected.status, await codeOf(rejected)]).toEqual([409, 'conflict'])
  const expired = await create()
  await withClient('superuser', (client) =>
    client.query("update api_keys set expires_at = now() - interval '1 s' where id = $1", [expired.id]),
  )
  expect((await rotate(expired.id)).status).toBe(409)
})

it('rejects an expiry in the past', async () => {
  const old = await create()
  const response = await rotate(old.id, { expires_at: '2020-01-01T00:00:00Z' })
  expect(response.status).toBe(400)
  expect((await response.json()).errors).toEqual([{ field: 'expires_at', reason: 'must lie in the future' }])
})
