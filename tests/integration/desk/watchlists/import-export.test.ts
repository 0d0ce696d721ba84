import { withTenant } from '@/lib/platform/db'
import { addToWatchlist, exportWatchlist, importEntries, listWatchlist } from '@/lib/desk/watchlists'
import { exportWatchlistsOperation, importWatchlistsOperation } from '@/lib/desk/watchlists/api'
import { POST as postImport } from '@/app/api/watchlists/import/route'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { bearer, tokenOf } from '../../access/auth/support'

let minted: MintedTenant

beforeEach(async () => {
  minted = await mintTenant()
})

const list = async (of = minted) =>
  (await listWatchlist(of.as.analyst, {}, { limit: 200 })).items.map(
    ({ kind, entity_id, list_type, reason }) => [kind, entity_id, list_type, reason].join('/'),
  )
const run = (csv: string, dryRun = false) => importEntries(minted.as.senior_analyst, csv, { dryRun })
const auditRows = () =>
  withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.findMany({
      where: { tenantId: minted.tenant.id, action: { startsWith: 'watchlist.' } },
      orderBy: { seq: 'asc' },
    }),
  )
const announced = () =>
  withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.liveEvent.count({ where: { tenantId: minted.tenant.id, kind: 'watchlists.changed' } }),
  )

const CSV = [
  'kind,id,list,reason,expires_at',
  'account,C-new,blocked,mule,',
  'device,D-new,blocked,,2099-01-01T00:00:00Z',
  'account,C-same,trusted,,',
  'account,C-other,trusted,,',
  'account,C-expired,trusted,again,',
  'robot,C-9,blocked,,',
].join('\n')

async function prepare(): Promise<void> {
  await addToWatchlist(minted.as.admin, { account_id: 'C-same', list_type: 'trusted' })
  await addToWatchlist(minted.as.admin, { account_id: 'C-other', list_type: 'blocked' })
  const expires_at = new Date(Date.now() + 60_000).toISOString()
  const { id } = await addToWatchlist(minted.as.admin, {
    account_id: 'C-expired',
    list_type: 'blocked',
    expires_at,
  })
  await withClient('superuser', (client) =>
    client.query('update watchlist_entries set expires_at = now() where tenant_id = $1 and id = $2', [
      minted.tenant.id,
      id,
    ]),
  )
}

test('adds valid rows and reports rejected ones with line and reason, in one transaction; a dry run changes nothing', async () => {
  await prepare()
  const [before, told] = [await list(), await announced()]
  const expected = {
    accepted: 3,
    duplicates: 1,
    refused: 2,
    rows: [
      { line: 2, kind: 'account', id: 'C-new', list: 'blocked', result: 'accepted', reason: null },
      { line: 3, kind: 'device', id: 'D-new', list: 'blocked', result: 'accepted', reason: null },
      { line: 4, kind: 'account', id: 'C-same', list: 'trusted', result: 'duplicate', reason: null },
      { line: 5, id: 'C-other', result: 'refused', reason: 'is already on the blocked list' },
      { line: 6, id: 'C-expired', result: 'accepted' },
      { line: 7, kind: 'robot', id: 'C-9', result: 'refused', reason: 'kind must be account, device, phone' },
    ],
  }
  expect(await run(CSV, true)).toMatchObject({ dry_run: true, ...expected })
  expect([await list(), await announced()]).toEqual([before, told])
  expect(await run(CSV)).toMatchObject({ dry_run: false, ...expected })
  expect((await list()).sort()).toEqual([
    'account/C-expired/trusted/again',
    'account/C-new/blocked/mule',
    'account/C-other/blocked/',
    'account/C-same/trusted/',
    'device/D-new/blocked/',
  ])
  expect(await announced()).toBe(told + 1)
  const [expired, imported] = (await auditRows()).slice(-2)
  expect(expired).toMatchObject({ action: 'watchlist.expired', before: { account_id: 'C-expired' } })
  expect(imported).toMatchObject({ action: 'watchlist.imported', actorId: minted.as.senior_analyst.actor.id })
  expect((imported?.after as { entries: unknown[] }).entries).toMatchObject([
    { account_id: 'C-new', reason: 'mule' },
    { kind: 'device', account_id: 'D-new', expires_at: '2099-01-01T00:00:00.000Z' },
    { account_id: 'C-expired' },
  ])
  expect(await run(CSV)).toMatchObject({ accepted: 0, duplicates: 4, refused: 2 })
})

test('two parallel imports add each entry once', async () => {
  const csv = 'id,list\n' + Array.from({ length: 40 }, (_, i) => `C-${i},blocked\n`).join('')
  const responses = await Promise.all([run(csv), run(csv)])
  expect(responses.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(40)
  expect(await list()).toHaveLength(40)
})

test('imports and exports five thousand rows, and imports the export again', async () => {
  const csv = 'id,list\n' + Array.from({ length: 5_000 }, (_, i) => `C-${i},blocked\n`).join('')
  expect(await run(csv)).toMatchObject({ accepted: 5_000, refused: 0 })
  expect((await auditRows()).filter(({ action }) => action === 'watchlist.imported')).toHaveLength(20)
  const { rows, truncated, csv: stream } = await exportWatchlist(minted.as.senior_analyst, {})
  expect({ rows, truncated }).toEqual({ rows: 5_000, truncated: false })
  const text = await new Response(stream).text()
  expect(await run(text)).toMatchObject({ accepted: 0, duplicates: 5_000, refused: 0 })
})

test('exports formulas as text and imports them unchanged', async () => {
  const ids = ['=1+1', '+49 30 1', '@sum', "'=x", 'a,b', 'q"q']
  for (const account_id of ids) {
    await addToWatchlist(minted.as.admin, { account_id, list_type: 'blocked', reason: '=HYPERLINK("x")' })
  }
  const { csv } = await exportWatchlist(minted.as.senior_analyst, { list_type: 'blocked' }, { chunk: 2 })
  const text = await new Response(csv).text()
  expect(text).toContain(`"'=1+1"`)
  const [own, other] = [minted, await mintTenant()]
  await importEntries(other.as.admin, text, { dryRun: false })
  expect((await list(other)).sort()).toEqual((await list(own)).sort())
  expect((await auditRows()).at(-1)).toMatchObject({
    action: 'watchlist.exported',
    after: { rows: 6, truncated: false },
  })
})

test('a truncated export says so and holds the newest entries', async () => {
  for (const id of ['C-1', 'C-2', 'C-3'])
    await addToWatchlist(minted.as.admin, { account_id: id, list_type: 'blocked' })
  const cut = await exportWatchlist(minted.as.admin, {}, { limit: 2, chunk: 1 })
  expect(cut).toMatchObject({ rows: 2, truncated: true })
  const lines = (await new Response(cut.csv).text()).trimEnd().split('\r\n')
  expect(lines.map((line) => line.split(',')[1])).toEqual(['id', '"C-3"', '"C-2"'])
})

test('import and export need a senior analyst and reject keys', async () => {
  const { analyst } = minted.as
  const missing = { code: 'missing-permission' }
  await expect(importEntries(analyst, CSV, { dryRun: true })).rejects.toMatchObject(missing)
  await expect(importEntries(minted.system, CSV, { dryRun: true })).rejects.toMatchObject(missing)
  await expect(exportWatchlist(analyst, {})).rejects.toMatchObject(missing)
})

describe('over HTTP', () => {
  async function post(body: BodyInit, type = 'text/csv', query = '') {
    const headers = { 'content-type': type, ...bearer(await tokenOf(minted.emailOf.senior_analyst)) }
    const address = `http://localhost:3000/api/watchlists/import${query}`
    const response = await postImport(new Request(address, { method: 'POST', headers, body }))
    return { status: response.status, body: await response.json() }
  }

  it('imports, first as a dry run', async () => {
    const csv = 'id,list\nC-1,blocked\n'
    expect(await post(csv, 'text/csv; charset=utf-8', '?dry_run=true')).toMatchObject({
      status: 200,
      body: { dry_run: true, accepted: 1 },
    })
    expect(await list()).toEqual([])
    expect(await post(csv)).toMatchObject({ status: 200, body: { dry_run: false, accepted: 1 } })
    expect(await list()).toEqual(['account/C-1/blocked/'])
  })

  it.each([
    ['id,list,colour\n', 'text/csv', '', 400, 'invalid-request'],
    ['id,list\n', 'text/csv', '?dry_run=maybe', 400, 'invalid-request'],
    [new Uint8Array([0x69, 0xff]), 'text/csv', '', 400, 'invalid-text'],
    ['{}', 'application/json', '', 415, 'unsupported-media-type'],
    ['x'.repeat(1_000_001), 'text/csv', '', 413, 'too-large'],
  ])('rejects %.12s as %s%s', async (body, type, query, status, code) => {
    expect(await post(body as BodyInit, type, query)).toMatchObject({
      status,
      body: { type: `/docs/problems/${code}` },
    })
    expect(importWatchlistsOperation.bodyMediaType).toBe('text/csv')
  })

  it('exports a file with a name and a time stamp', async () => {
    await run('id,list\nC-1,blocked\nC-2,trusted\n')
    const headers = bearer(await tokenOf(minted.emailOf.senior_analyst))
    const file = await callOperation(exportWatchlistsOperation, { headers, query: '?list_type=trusted' })
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/filename="sentinel_watchlists_\d{8}_\d{6}\.csv"/)
    expect(file.headers.get('x-export-truncated')).toBe('false')
    expect(await file.text()).toBe('kind,id,list,reason,expires_at\r\naccount,"C-2",trusted,,\r\n')
  })
})
