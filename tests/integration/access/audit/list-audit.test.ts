import { exportAudit, listAudit, readChainHead } from '@/lib/access/audit'
import {
  exportAuditOperation,
  getAuditVerificationOperation,
  listAuditOperation,
} from '@/lib/access/audit/api'
import type { AuditEntry, AuditFilter } from '@/lib/access/audit/schema'
import { createCase } from '@/lib/desk/cases'
import type { Operation } from '@/lib/contract/operation'
import { addToWatchlist, changeEntry } from '@/lib/desk/watchlists'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { bearer, tokenOf } from '../auth/support'
import { act } from './support'

let minted: MintedTenant

beforeEach(async () => {
  minted = await mintTenant()
})

async function all(filter: AuditFilter = {}, limit = 3): Promise<AuditEntry[]> {
  const rows: AuditEntry[] = []
  let cursor: string | undefined
  do {
    const page = await listAudit(minted.as.senior_analyst, filter, { limit, cursor })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    rows.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
  return rows
}
const actionsIn = (rows: readonly AuditEntry[]) => rows.map(({ action }) => action)

test('lists events newest first, with names, labels, changes and the position in the chain', async () => {
  const { admin } = minted.as
  const entry = await addToWatchlist(admin, { entity_id: 'D-1', kind: 'device', list_type: 'blocked' })
  await changeEntry(admin, entry.id, { reason: 'seen twice' })
  const [changed, added] = await all()
  expect(changed).toMatchObject({
    actor: { kind: 'user', id: admin.actor.id, name: 'admin' },
    action: 'watchlist.changed',
    category: 'watchlist',
    summary: 'changed a watchlist entry',
    object: { kind: 'watchlist-entry', id: entry.id, name: 'D-1' },

    before: { reason: null },
    after: { reason: 'seen twice', kind: 'device' },
    request_id: admin.requestId,
  })
  expect(added?.position).toBe((changed?.position ?? 0) - 1)
  expect((await readChainHead(admin)).seq).toBe(changed?.seq)
})

test('each filter returns exactly its rows, at any page size', async () => {
  const { admin, senior_analyst: senior } = minted.as
  await act(minted, 4)
  await addToWatchlist(senior, { account_id: 'S-1', list_type: 'trusted' })
  const opened = await createCase(senior, {
    title: 'a case',
    priority: 'high' as const,
    transaction_ids: [],
    entities: [],
  })
  const everything = await all()
  expect(everything.map(({ seq }) => seq)).toEqual(
    [...everything.map(({ seq }) => seq)].sort((a, b) => b - a),
  )
  const expected = (keep: (row: AuditEntry) => boolean) => everything.filter(keep).map(({ seq }) => seq)
  const found = async (filter: AuditFilter) => (await all(filter, 2)).map(({ seq }) => seq)

  expect(await found({ category: 'watchlist' })).toEqual(expected(({ category }) => category === 'watchlist'))
  expect(await found({ category: 'case' })).toHaveLength(1)
  expect(await found({ action: 'watchlist.added' })).toHaveLength(5)
  expect(await found({ category: 'case', action: 'watchlist.added' })).toEqual([])
  expect(await found({ actor: admin.actor.id ?? '' })).toHaveLength(4)
  expect(await found({ actor: senior.actor.id ?? '', category: 'watchlist' })).toHaveLength(1)
  expect(await found({ object_kind: 'case', object_id: opened.id })).toHaveLength(1)
  expect((await all({ object_kind: 'case', object_id: opened.id }))[0]?.object.name).toBe('CASE-1')
  const dayOf = (row?: AuditEntry) => (row?.at ?? '').slice(0, 10)
  expect(await found({ from: dayOf(everything.at(-1)), to: dayOf(everything[0]) })).toEqual(
    expected(() => true),
  )
  expect(await found({ to: '2020-01-01' })).toEqual([])
  const instant = everything[2]?.at as string
  expect(await found({ from: instant })).toEqual(expected(({ at }) => at >= instant))
  expect(await found({ to: instant })).toEqual(expected(({ at }) => at < instant))
})

test('days begin and end in the time zone of the tenant', async () => {
  const tenant = { ...minted.tenant, timeZone: 'Pacific/Kiritimati' }
  const at = new Date('2026-03-01T11:00:00Z')
  await addToWatchlist({ ...minted.as.admin, at }, { account_id: 'C-past', list_type: 'blocked' })
  const on = async (day: string) =>
    (await listAudit({ ...minted.as.admin, tenant }, { from: day, to: day }, { limit: 9 })).items.length
  expect([await on('2026-03-01'), await on('2026-03-02')]).toEqual([0, 1])
})

test('senior analysts read the audit log, administrators export it, and events of another tenant do not exist', async () => {
  const other = await mintTenant()
  await act(other, 2)
  expect(actionsIn(await all())).not.toContain('watchlist.added')
  const { analyst, senior_analyst: senior } = minted.as
  const rejects = (attempt: Promise<unknown>) =>
    expect(attempt).rejects.toMatchObject({ code: 'missing-permission' })
  await rejects(listAudit(analyst, {}, { limit: 1 }))
  await rejects(readChainHead(analyst))
  await rejects(exportAudit(senior, {}))
})

async function textOf(csv: ReadableStream<Uint8Array>): Promise<string> {
  return await new Response(csv).text()
}

test('an export has the rows of the list, states a truncation, contains no formula and is audited', async () => {
  const { admin } = minted.as
  await act(minted, 5, '=cmd')
  const listed = await all({ category: 'watchlist' })
  const whole = await exportAudit(admin, { category: 'watchlist' }, { chunk: 2 })
  const lines = (await textOf(whole.csv)).trimEnd().split('\r\n')
  expect(whole).toMatchObject({ rows: 5, truncated: false })
  expect(lines.slice(1).map((line) => Number(line.split(',')[1]))).toEqual(listed.map(({ seq }) => seq))
  expect(lines[1]).toContain(`"'=cmd-4"`)
  const cut = await exportAudit(admin, { category: 'watchlist' }, { limit: 3, chunk: 2 })
  expect((await textOf(cut.csv)).trimEnd().split('\r\n')).toHaveLength(4)
  expect(cut).toMatchObject({ rows: 3, truncated: true })
  expect((await all({ category: 'export' }))[0]).toMatchObject({
    action: 'audit.exported',
    after: { rows: 3, truncated: true, filter: { category: 'watchlist' } },
  })
})

describe('over HTTP', () => {
  async function get(operation: Operation, query = '', role: 'admin' | 'analyst' = 'admin') {
    const headers = bearer(await tokenOf(minted.emailOf[role]))
    return callOperation(operation, { headers, query })
  }

  it('lists, pages, exports and shows the head', async () => {
    await act(minted, 3)
    const first = await (await get(listAuditOperation, '?limit=2&category=watchlist')).json()
    expect(first.items).toHaveLength(2)
    const next = await get(listAuditOperation, `?limit=2&category=watchlist&cursor=${first.next_cursor}`)
    expect(await next.json()).toMatchObject({ items: [{ action: 'watchlist.added' }], next_cursor: null })
    const file = await get(exportAuditOperation, '?category=watchlist')
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(file.headers.get('content-disposition')).toMatch(/filename="sentinel_audit_\d{8}_\d{6}\.csv"/)
    expect(file.headers.get('x-export-rows')).toBe('3')
    expect((await file.text()).split('\r\n')).toHaveLength(5)
    const head = await (await get(getAuditVerificationOperation)).json()
    expect(head).toEqual({
      position: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      seq: expect.any(Number),
    })
  })

  it.each([
    ['?limit=201', 400],
    ['?cursor=x', 400],
    ['?category=weather', 400],
    ['?action=moon.landed', 400],
    ['?from=yesterday', 400],
    ['?object_kind=case', 400],
    ['?object_id=1', 400],
    ['?colour=red', 400],
  ])('rejects %s', async (query, status) => {
    expect((await get(listAuditOperation, query)).status).toBe(status)
  })

  it('rejects a cursor of another filter', async () => {
    await act(minted, 3)
    const { next_cursor: cursor } = await (
      await get(listAuditOperation, '?limit=1&category=watchlist')
    ).json()
    expect((await get(listAuditOperation, `?limit=1&cursor=${cursor}`)).status).toBe(400)
  })
})
