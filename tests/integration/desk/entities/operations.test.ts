import type { Operation } from '@/lib/contract/operation'
import {
  addEntityNoteOperation,
  getEntityNetworkOperation,
  getEntityOperation,
  listEntityNotesOperation,
  listEntityTransactionsOperation,
} from '@/lib/desk/entities/api'
import { callOperation } from '../../../support/call-operation'
import { mintTenant } from '../../../support/minted-tenant'
import { insertRaw } from '../../../support/raw-transactions'
import { bearer, tokenOf } from '../../access/auth/support'

/** The entity operations over HTTP: statuses, shapes and rejected input. */
let headers: Record<string, string>
const ODD = 'C/1 %?é'

beforeAll(async () => {
  const minted = await mintTenant()
  headers = bearer(await tokenOf(minted.emailOf.analyst))
  const at = '2026-03-01T00:00:00Z'
  await insertRaw(minted.tenant.id, [
    { at, from: ODD, to: 'B', device: 'D' },
    { at, from: 'B', to: ODD },
  ])
})

async function call(operation: Operation, options: { id?: string; query?: string; body?: unknown } = {}) {
  const { id = ODD, ...rest } = options
  const response = await callOperation(operation, { ...rest, headers, params: { account_id: id } })
  return { status: response.status, body: await response.json() }
}

it('returns the whole profile with the first hop of the network, for any characters in the id', async () => {
  const { status, body } = await call(getEntityOperation)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    kind: 'account',
    id: ODD,
    activity: { transactions: { count: 2, capped: false } },
    usual: { of: 'sent', transactions: 1 },
    trend: [{ day: '2026-03-01', transactions: 2 }],
    graph: { nodes: [{ id: ODD, hop: 0 }, { id: 'B' }, { id: 'D' }] },
  })
  expect((await call(getEntityOperation, { id: 'D', query: '?kind=device' })).body).toMatchObject({
    kind: 'device',
  })
})

it('pages through transactions, reads two hops, adds and lists notes', async () => {
  const first = await call(listEntityTransactionsOperation, { query: '?limit=1' })
  expect(first).toMatchObject({ status: 200, body: { items: [{ currency: 'USD' }] } })
  const rest = await call(listEntityTransactionsOperation, {
    query: `?limit=1&cursor=${first.body.next_cursor}`,
  })
  expect(rest).toMatchObject({ status: 200, body: { next_cursor: null } })
  expect(rest.body.items[0].transaction_id).not.toBe(first.body.items[0].transaction_id)
  expect((await call(getEntityNetworkOperation, { query: '?hops=2&limit=2' })).body.nodes).toHaveLength(2)
  const added = await call(addEntityNoteOperation, { body: { body: ' seen ' } })
  expect(added).toMatchObject({ status: 201, body: { body: 'seen' } })
  expect((await call(listEntityNotesOperation)).body).toEqual({ items: [added.body], next_cursor: null })
})

const ALL: Operation[] = [
  getEntityOperation,
  listEntityTransactionsOperation,
  getEntityNetworkOperation,
  listEntityNotesOperation,
  addEntityNoteOperation,
]

it.each(ALL.map((operation) => [operation.id, operation] as const))(
  '%s: 404 for an unknown id, 400 for an invalid one',
  async (_, operation) => {
    const body = operation.body && { body: 'x' }
    const problem = (code: string) => ({ body: { type: `/docs/problems/${code}` } })
    expect(await call(operation, { id: 'unknown', body })).toMatchObject({
      status: 404,
      ...problem('not-found'),
    })
    for (const id of ['x'.repeat(65), 'a\u0000b']) {
      expect(await call(operation, { id, body })).toMatchObject({
        status: 400,
        ...problem('invalid-request'),
      })
    }
    expect(await call(operation, { query: '?kind=person', body })).toMatchObject({ status: 400 })
    expect(await call(operation, { query: '?tenant_id=1', body })).toMatchObject({
      status: 400,
      ...problem('unknown-field'),
    })
  },
)

it.each([
  ['listEntityTransactions', '?cursor=x'],
  ['listEntityNotes', '?cursor=x'],
  ['listEntityTransactions', '?limit=201'],
  ['getEntityNetwork', '?hops=3'],
  ['getEntityNetwork', '?limit=151'],
])('%s rejects %s', async (id, query) => {
  const operation = ALL.find((one) => one.id === id)
  if (!operation) throw new Error(`no operation ${id}`)
  expect((await call(operation, { query })).status).toBe(400)
})

it.each([{ body: '' }, { body: '  ' }, { body: 'x'.repeat(4097) }, { body: 'x', kind: 'device' }, {}])(
  'rejects the note %j',
  async (body) => {
    expect((await call(addEntityNoteOperation, { body })).status).toBe(400)
  },
)
