import { z } from 'zod'
import { allOperations } from '@/app/api/operations'
import { defineOperation, type Operation } from '@/lib/contract/operation'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { apiRoute } from '@/lib/http/api-route'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { withClient } from '../../support/postgres'
import { bearer, tokenOf } from '../access/auth/support'

/** Idempotency-Key outside scoring. The walk of tests/integration/access/audit/mutations.test.ts covers every operation. */
const operation = (id: string): Operation => {
  const found = allOperations.find((one) => one.id === id)
  if (!found) throw new Error(`no operation ${id}`)
  return found
}

describe('requests with an Idempotency-Key', () => {
  let minted: MintedTenant
  const tokens: Record<string, Record<string, string>> = {}

  beforeAll(async () => {
    minted = await mintTenant()
    for (const role of ['admin', 'analyst'] as const)
      tokens[role] = bearer(await tokenOf(minted.emailOf[role]))
  })

  const createCase = (key: string, title: string, role = 'analyst') =>
    callOperation(operation('createCase'), {
      body: { title },
      headers: { ...tokens[role], 'idempotency-key': key },
    })

  const count = (sql: string) =>
    withClient('superuser', async (client) => {
      const { rows } = await client.query<{ n: number }>(`select count(*)::int as n ${sql}`, [
        minted.tenant.id,
      ])
      return rows[0]?.n
    })
  const casesTitled = (title: string) => count(`from cases where tenant_id = $1 and title = '${title}'`)

  it('takes effect once when the same request arrives several times at the same moment', async () => {
    const key = newId()
    // A busy machine may keep the first one for longer than the others wait.
    const untilDone = async (): Promise<Response> => {
      const response = await createCase(key, 'at once')
      return response.status === 409 ? await untilDone() : response
    }
    const responses = await Promise.all([1, 2, 3, 4].map(untilDone))
    const texts = await Promise.all(responses.map((response) => response.text()))
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(texts).size).toBe(1)
    const replayed = responses.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')
    expect(replayed).toHaveLength(3)
    expect(await casesTitled('at once')).toBe(1)
  })

  it('keeps the keys of two users apart', async () => {
    const key = newId()
    const [mine, theirs] = [await createCase(key, 'mine'), await createCase(key, 'theirs', 'admin')]
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(theirs.headers.get('idempotent-replayed')).toBeNull()
  })

  it('rejects another request under a known key, and changes nothing', async () => {
    const key = newId()
    await createCase(key, 'first')
    const other = await createCase(key, 'second')
    expect(other.status).toBe(422)
    expect((await other.json()).type).toBe('/docs/problems/idempotency-mismatch')
    expect(await casesTitled('second')).toBe(0)
  })

  it('leaves the key of a failed request free for the corrected one', async () => {
    const key = newId()
    const add = (list_type: string) =>
      callOperation(operation('addToWatchlist'), {
        body: { entity_id: 'C-failed', list_type },
        headers: { ...tokens.admin, 'idempotency-key': key },
      })
    const { id } = await addToWatchlist(minted.as.admin, { entity_id: 'C-failed', list_type: 'blocked' })
    const rejected = await add('blocked')
    expect(rejected.status).toBe(409)
    // The conflict is read after the failed statement, in the same database transaction.
    expect((await rejected.json()).detail).toContain(id)
    await callOperation(operation('removeFromWatchlist'), { params: { id }, headers: tokens.admin })
    expect((await add('trusted')).status).toBe(201)
  })

  it('stores neither effect nor key when the response cannot be stored', async () => {
    const failing = defineOperation({
      id: 'failing',
      method: 'POST',
      path: '/api/failing',
      summary: 'Adds an entry and fails',
      tag: 'Test',
      auth: 'user',
      response: { status: 200, schema: z.object({ missing: z.string() }) },
      errors: [],
      handler: async ({ ctx }) => {
        await addToWatchlist(ctx, { entity_id: 'C-rolled-back', list_type: 'blocked' })
        return {} as { missing: string }
      },
    })
    const headers = { ...tokens.admin, 'idempotency-key': newId() }
    const response = await apiRoute(failing)(
      new Request('http://host/api/failing', { method: 'POST', headers }),
    )
    expect(response.status).toBe(500)
    expect(await count("from watchlist_entries where tenant_id = $1 and account_id = 'C-rolled-back'")).toBe(
      0,
    )
    expect(await count("from idempotency_keys where tenant_id = $1 and operation like 'failing/%'")).toBe(0)
  })

  it('encrypts a stored response that holds a secret', async () => {
    const call = {
      body: { name: 'sealed', scopes: ['read'] },
      headers: { ...tokens.admin, 'idempotency-key': newId() },
    }
    const first = await (await callOperation(operation('createApiKey'), call)).json()
    const again = await (await callOperation(operation('createApiKey'), call)).json()
    expect(again).toEqual(first)
    expect(
      await count(`from idempotency_keys where tenant_id = $1 and response like '%${first.secret}%'`),
    ).toBe(0)
    expect(
      await count("from idempotency_keys where tenant_id = $1 and operation like 'createApiKey/%'"),
    ).toBe(1)
  })

  it('forgets cached credentials after the commit', async () => {
    const { id, secret } = await (
      await callOperation(operation('createApiKey'), {
        body: { name: 'to revoke', scopes: ['read'] },
        headers: tokens.admin,
      })
    ).json()
    const list = () => callOperation(operation('listModels'), { headers: bearer(secret) })
    expect((await list()).status).toBe(200)
    const headers = { ...tokens.admin, 'idempotency-key': newId() }
    await callOperation(operation('revokeApiKey'), { params: { id }, headers })
    expect((await list()).status).toBe(401)
  })
})
