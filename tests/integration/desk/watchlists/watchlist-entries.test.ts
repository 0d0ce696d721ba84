import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { addToWatchlist, listWatchlist, removeFromWatchlist } from '@/lib/desk/watchlists'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { machine, scoreRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

let minted: MintedTenant

beforeEach(async () => {
  minted = await mintTenant()
})

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const block = (
  account_id: string,
  more: { reason?: string; expires_at?: string } = {},
  ctx = minted.as.admin,
) => addToWatchlist(ctx, { account_id, list_type: 'blocked', ...more })
const trust = (account_id: string, ctx = minted.as.admin) =>
  addToWatchlist(ctx, { account_id, list_type: 'trusted' })
const list = async (ctx = minted.as.analyst) => (await listWatchlist(ctx, {})).items
const rejects = (attempt: Promise<unknown>, code: string) => expect(attempt).rejects.toMatchObject({ code })

/** The audit events of the lists, in order. */
const auditEvents = () =>
  withTenant({ tenantId: minted.tenant.id }, async (tx) => {
    const where = { tenantId: minted.tenant.id, objectKind: 'watchlist-entry' }
    return tx.auditLog.findMany({ where, orderBy: { seq: 'asc' } })
  })

/** Makes an entry expire; the app itself rejects an expiry in the past. */
const expire = (id: string) =>
  withClient('superuser', (client) =>
    client.query(`update watchlist_entries set expires_at = now() where tenant_id = $1 and id = $2`, [
      minted.tenant.id,
      id,
    ]),
  )

async function outcomeOf(account: string): Promise<string[]> {
  const row = { type: 'TRANSFER', amount: 10, sender_account: account, receiver_account: `C-${newId()}` }
  const [scored] = await scoreRows(await scoringKey(minted), [row])
  return scored?.reason_codes ?? []
}

test('an entry is listed with its author and affects scores until it is removed; both are audited', async () => {
  const { senior_analyst: senior, admin } = minted.as
  expect(await outcomeOf('C-1')).not.toContain('sender_blocked')
  const entry = await block('C-1', { reason: 'mule', expires_at: tomorrow() }, senior)
  expect(entry).toMatchObject({
    account_id: 'C-1',
    list_type: 'blocked',
    reason: 'mule',
    created_by: senior.actor.id,
    created_by_name: 'senior_analyst',
  })
  expect(await list()).toEqual([entry])
  expect(await outcomeOf('C-1')).toContain('sender_blocked')
  await removeFromWatchlist(admin, entry.id)
  expect(await list()).toEqual([])
  expect(await outcomeOf('C-1')).not.toContain('sender_blocked')

  const state = { account_id: 'C-1', list_type: 'blocked', reason: 'mule', expires_at: entry.expires_at }
  expect(await auditEvents()).toMatchObject([
    { action: 'watchlist.added', objectId: entry.id, actorId: senior.actor.id, before: null, after: state },
    { action: 'watchlist.removed', objectId: entry.id, actorId: admin.actor.id, before: state, after: null },
  ])
})

test('an account is on one list at most: the second list conflicts until the first entry is removed', async () => {
  const first = await block('C-2')
  await rejects(trust('C-2'), 'conflict')
  await rejects(block('C-2'), 'conflict')
  expect(await list()).toEqual([first])
  expect(await auditEvents()).toHaveLength(1)
  await removeFromWatchlist(minted.as.admin, first.id)
  expect(await trust('C-2')).toMatchObject({ list_type: 'trusted' })
  const other = await mintTenant()
  expect(await block('C-2', {}, other.as.admin)).toMatchObject({ list_type: 'blocked' })
})

test('an expired entry has no effect, and a new one takes its place', async () => {
  const entry = await block('C-3', { expires_at: tomorrow() })
  expect(await outcomeOf('C-3')).toContain('sender_blocked')
  await expire(entry.id)
  expect(await outcomeOf('C-3')).not.toContain('sender_blocked')
  const next = await trust('C-3')
  expect(await list()).toEqual([next])
  expect(await outcomeOf('C-3')).toContain('sender_trusted')
  expect((await auditEvents()).map(({ action, objectId }) => [action, objectId])).toEqual([
    ['watchlist.added', entry.id],
    ['watchlist.expired', entry.id],
    ['watchlist.added', next.id],
  ])
})

test('rejects an expiry in the past', async () => {
  for (const expires_at of [new Date(Date.now() - 1).toISOString(), '1970-01-01T00:00:00Z']) {
    await rejects(block('C-4', { expires_at }), 'invalid-request')
  }
  expect(await list()).toEqual([])
})

test('an analyst can only read the lists; a key reads them with the read scope', async () => {
  const entry = await block('C-5')
  await rejects(block('C-6', {}, minted.as.analyst), 'missing-permission')
  await rejects(removeFromWatchlist(minted.as.analyst, entry.id), 'missing-permission')
  await rejects(block('C-6', {}, machine(minted, ['read', 'score:write'])), 'missing-permission')
  await rejects(block('C-6', {}, minted.system), 'missing-permission')
  await rejects(list(machine(minted, ['score:write'])), 'missing-permission')
  expect(await list(minted.as.analyst)).toEqual([entry])
  expect(await list(machine(minted, ['read']))).toEqual([entry])
})

test('an entry of another tenant does not exist', async () => {
  const other = await mintTenant()
  const entry = await block('C-7')
  expect(await list(other.as.admin)).toEqual([])
  await rejects(removeFromWatchlist(other.as.admin, entry.id), 'not-found')
  await rejects(removeFromWatchlist(minted.as.admin, newId()), 'not-found')
  expect(await list()).toEqual([entry])
})

test('of eight parallel entries for one account one is added; the others conflict and leave no audit event', async () => {
  const attempts = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => (i % 2 ? block('C-8') : trust('C-8'))),
  )
  const made = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []))
  const reasons = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []))
  expect(made).toHaveLength(1)
  expect(reasons).toMatchObject(Array(7).fill({ code: 'conflict' }))
  expect(await list()).toEqual(made)
  expect(await auditEvents()).toHaveLength(1)
})

test('of parallel entries that replace an expired one, one is added and the expiry is audited once', async () => {
  const old = await block('C-9', { expires_at: tomorrow() })
  await expire(old.id)
  const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => trust('C-9')))
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await auditEvents()).map(({ action }) => action)).toEqual([
    'watchlist.added',
    'watchlist.expired',
    'watchlist.added',
  ])
})

test('of parallel removals one succeeds and is audited; to the others the entry does not exist', async () => {
  const { id } = await block('C-10')
  const attempts = await Promise.allSettled(
    Array.from({ length: 6 }, () => removeFromWatchlist(minted.as.admin, id)),
  )
  const reasons = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []))
  expect(reasons).toMatchObject(Array(5).fill({ code: 'not-found' }))
  expect((await auditEvents()).map(({ action }) => action)).toEqual(['watchlist.added', 'watchlist.removed'])
})
