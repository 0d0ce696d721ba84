import { newId } from '@/lib/platform/ids'
import { withTenant } from '@/lib/platform/db'
import { addToWatchlist, changeEntry, listWatchlist, removeFromWatchlist } from '@/lib/desk/watchlists'
import {
  addToWatchlistOperation,
  changeWatchlistEntryOperation,
  listWatchlistsOperation,
} from '@/lib/desk/watchlists/api'
import type { ListedKind, ListType, WatchlistFilter } from '@/lib/desk/watchlists/schema'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

let minted: MintedTenant

beforeEach(async () => {
  minted = await mintTenant()
})

const put = (kind: ListedKind, entity_id: string, list_type: ListType, more: object = {}) =>
  addToWatchlist(minted.as.senior_analyst, { kind, entity_id, list_type, ...more })
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

/** The outcome and reason of a new transaction between unknown accounts with this device and phone. */
async function decided(named: { device_id?: string; phone?: string; sender_account?: string }) {
  const parties = { sender_account: `C-${newId()}`, receiver_account: `C-${newId()}` }
  const row = { type: 'TRANSFER', amount: 10, ...parties, ...named }
  const [scored] = await scoreRows(await scoringKey(minted), [row])
  return { outcome: scored?.outcome, reasons: scored?.reason_codes }
}
const expire = (id: string) =>
  withClient('superuser', (client) =>
    client.query('update watchlist_entries set expires_at = now() where tenant_id = $1 and id = $2', [
      minted.tenant.id,
      id,
    ]),
  )

test.each([
  ['device', 'device_id', 'X-1', 'X-2'],
  ['phone', 'phone', '+254788534310', '+254788534311'],
] as const)(
  'a blocked %s blocks the next score, until it expires or is removed',
  async (kind, field, id, other) => {
    expect((await decided({ [field]: id })).outcome).toBe('approve')
    const entry = await put(kind, id, 'blocked', { expires_at: tomorrow() })
    expect(entry).toMatchObject({ kind, entity_id: id, account_id: id })
    expect(await decided({ [field]: id })).toEqual({ outcome: 'block', reasons: [`${kind}_blocked`] })
    expect((await decided({ [field]: other })).outcome).toBe('approve')
    expect((await decided({ sender_account: id })).outcome).toBe('approve')
    await expire(entry.id)
    expect((await decided({ [field]: id })).outcome).toBe('approve')
    await changeEntry(minted.as.senior_analyst, entry.id, { expires_at: null })
    expect((await decided({ [field]: id })).outcome).toBe('block')
    await removeFromWatchlist(minted.as.senior_analyst, entry.id)
    expect((await decided({ [field]: id })).outcome).toBe('approve')
  },
)

test('blocked beats trusted beats the model, whichever parties they are', async () => {
  await put('account', 'C-good', 'trusted')
  await put('phone', '+4930123456', 'trusted')
  expect(await decided({ sender_account: 'C-good', phone: '+4930123456' })).toEqual({
    outcome: 'approve',
    reasons: ['sender_trusted', 'phone_trusted'],
  })
  await put('device', 'D-bad', 'blocked')
  expect(await decided({ sender_account: 'C-good', phone: '+4930123456', device_id: 'D-bad' })).toEqual({
    outcome: 'block',
    reasons: ['device_blocked'],
  })
})

test.each([
  ['device', 'device_id', 'X-1'],
  ['phone', 'phone', '+254788534312'],
] as const)(
  'a trusted %s approves what the score would review, not what it would block',
  async (kind, field, id) => {
    await put(kind, id, 'trusted')
    await usePolicy(minted, [1e-9, 1], [1e-9, 1])
    expect((await decided({})).outcome).toBe('review')
    expect(await decided({ [field]: id })).toEqual({ outcome: 'approve', reasons: [`${kind}_trusted`] })
    await usePolicy(minted, [1e-9, 1e-8], [1e-9, 1e-8], 3)
    expect(await decided({ [field]: id })).toMatchObject({
      outcome: 'block',
      reasons: expect.arrayContaining(['score_above_block']),
    })
    await put('account', 'C-good', 'trusted')
    expect((await decided({ [field]: id, sender_account: 'C-good' })).outcome).toBe('approve')
  },
)

test('an id is on at most one list for each kind; a conflict names the existing entry', async () => {
  const first = await put('device', 'X-1', 'blocked')
  await put('phone', '+254788534310', 'trusted')
  await put('account', '+254788534310', 'trusted')
  await put('account', 'X-1', 'trusted')
  await expect(put('device', 'X-1', 'trusted')).rejects.toMatchObject({
    code: 'conflict',
    detail: `The device X-1 is already on the blocked list (entry ${first.id}): change or remove that entry first.`,
  })
})

test('filters a list by kind, by the beginning of the id and by state', async () => {
  const ids = {
    blocked: await put('account', 'C-10', 'blocked'),
    prefix: await put('account', 'C-1', 'blocked', { expires_at: tomorrow() }),
    trusted: await put('account', 'C-12', 'trusted'),
    device: await put('device', 'C-13', 'blocked'),
    wild: await put('device', '%', 'blocked'),
  }
  const names = Object.entries(ids)
  await expire(ids.prefix.id)
  const found = async (filter: WatchlistFilter) =>
    (await listWatchlist(minted.as.analyst, filter)).items
      .map(({ id }) => names.find(([, entry]) => entry.id === id)?.[0])
      .reverse()
  expect(await found({})).toEqual(['blocked', 'prefix', 'trusted', 'device', 'wild'])
  expect(await found({ list_type: 'trusted' })).toEqual(['trusted'])
  expect(await found({ kind: 'device' })).toEqual(['device', 'wild'])
  expect(await found({ q: 'C-1' })).toEqual(['blocked', 'prefix', 'trusted', 'device'])
  expect(await found({ q: 'C-10' })).toEqual(['blocked'])
  expect(await found({ q: '%' })).toEqual(['wild'])
  expect(await found({ q: 'c-1' })).toEqual([])
  expect(await found({ state: 'expired' })).toEqual(['prefix'])
  expect(await found({ state: 'active', list_type: 'blocked', kind: 'account' })).toEqual(['blocked'])
})

test('a change is audited with before and after and announced to open pages; an equal value is no change', async () => {
  const entry = await put('account', 'C-1', 'blocked', { reason: 'first' })
  const change = (input: object, ctx = minted.as.senior_analyst) => changeEntry(ctx, entry.id, input)
  const seen = () =>
    withTenant({ tenantId: minted.tenant.id }, async (tx) => ({
      rows: await tx.auditLog.findMany({ where: { objectId: entry.id, action: 'watchlist.changed' } }),
      events: await tx.liveEvent.count({ where: { kind: 'watchlists.changed' } }),
    }))
  const expires_at = tomorrow()
  expect(await change({ reason: 'second', expires_at })).toMatchObject({ reason: 'second', expires_at })
  await change({ reason: 'second' })
  const { rows, events } = await seen()
  expect(rows).toMatchObject([
    { before: { reason: 'first', expires_at: null }, after: { reason: 'second', expires_at } },
  ])
  expect(events).toBe(2)
  const rejects = (attempt: Promise<unknown>, code: string) => expect(attempt).rejects.toMatchObject({ code })
  await rejects(change({ reason: 'x' }, minted.as.analyst), 'missing-permission')
  await rejects(change({ reason: 'x' }, (await mintTenant()).as.admin), 'not-found')
  await rejects(change({ expires_at: '2001-01-01T00:00:00Z' }), 'invalid-request')
})

test('each parallel change succeeds or conflicts', async () => {
  const entry = await put('account', 'C-1', 'blocked')
  const attempts = await Promise.allSettled(
    Array.from({ length: 6 }, (_, i) => changeEntry(minted.as.admin, entry.id, { reason: `reason ${i}` })),
  )
  const done = attempts.filter(({ status }) => status === 'fulfilled')
  const rejected = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason.code] : []))
  expect(done.length).toBeGreaterThan(0)
  expect(rejected).toEqual(rejected.map(() => 'conflict'))
  const rows = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { action: 'watchlist.changed' }, orderBy: { seq: 'asc' } }),
  )
  expect(rows).toHaveLength(done.length)
})

describe('over HTTP', () => {
  it('accepts entity_id or account_id, changes with 200 and filters by query', async () => {
    const headers = bearer(await tokenOf(minted.emailOf.senior_analyst))
    const add = async (body: object) =>
      (await callOperation(addToWatchlistOperation, { headers, body })).json()
    const entry = await add({ entity_id: 'D-1', kind: 'device', list_type: 'blocked' })
    expect(entry).toMatchObject({ kind: 'device', entity_id: 'D-1', account_id: 'D-1' })
    expect(await add({ account_id: 'C-1', entity_id: 'C-1', list_type: 'blocked' })).toMatchObject({
      kind: 'account',
    })
    expect(await add({ account_id: 'C-1', entity_id: 'C-2', list_type: 'blocked' })).toMatchObject({
      status: 400,
    })
    expect(await add({ list_type: 'blocked' })).toMatchObject({
      status: 400,
      errors: [{ field: 'entity_id' }],
    })
    const patch = (params: { id: string }, body: object) =>
      callOperation(changeWatchlistEntryOperation, { headers, params, body })
    expect(await (await patch({ id: entry.id }, { reason: 'seen' })).json()).toMatchObject({ reason: 'seen' })
    expect((await patch({ id: newId() }, { reason: 'seen' })).status).toBe(404)
    expect((await patch({ id: entry.id }, { list_type: 'trusted' })).status).toBe(400)
    const get = (query: string) => callOperation(listWatchlistsOperation, { headers, query })
    expect(await (await get('?kind=device&q=D&state=active')).json()).toMatchObject({
      items: [{ id: entry.id }],
    })
    expect((await get('?kind=robot')).status).toBe(400)
  })

  it('rejects a cursor of another filter', async () => {
    const headers = bearer(await tokenOf(minted.emailOf.analyst))
    await put('account', 'C-1', 'blocked')
    await put('account', 'C-2', 'blocked')
    const get = (query: string) => callOperation(listWatchlistsOperation, { headers, query })
    const { next_cursor: cursor } = await (await get('?limit=1')).json()
    expect((await get(`?limit=1&cursor=${cursor}`)).status).toBe(200)
    expect(await (await get(`?limit=1&kind=account&cursor=${cursor}`)).json()).toMatchObject({
      type: '/docs/problems/invalid-cursor',
    })
  })
})
