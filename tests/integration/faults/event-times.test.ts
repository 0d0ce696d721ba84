/** Guarantee: a time out of bounds is rejected by row, the same in a single request, a batch and a training file. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { changeTenantOperation, getTenantOperation } from '@/lib/access/tenants/api'
import { readHistory } from '@/lib/scoring/history'
import { setEarliest } from '@/scripts/set-earliest-event'
import { callOperation } from '../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { testSetting, withClient } from '../../support/postgres'
import { readAll } from '../../support/history-file'
import { countRows, paysimRow, score, scoreBatch, scoringKey } from '../../support/scoring'
import { bearer, tokenOf } from '../access/auth/support'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const AHEAD = /more than 5 minutes ahead/
const BEFORE = /must not be before 2016-01-01T00:00:00.000Z/
const iso = (ms: number) => new Date(ms).toISOString()
const now = Date.now()

const REJECTED: [field: 'occurred_at' | 'step', value: string | number, reason: RegExp][] = [
  ['occurred_at', '0001-01-01T00:00:00Z', BEFORE],
  ['occurred_at', '0001-06-01T00:00:00Z', BEFORE],
  ['occurred_at', '0000-06-01T00:00:00Z', BEFORE],
  ['occurred_at', '0000-01-01T00:00:00+14:00', BEFORE],
  ['occurred_at', '1899-12-30T00:00:00Z', BEFORE],
  ['occurred_at', '1970-01-01T00:00:00.000Z', BEFORE],
  ['occurred_at', '2015-12-31T23:59:59.999Z', BEFORE],
  ['occurred_at', iso(now + 6 * MINUTE_MS + DAY_MS), AHEAD],
  ['occurred_at', iso(now + 47 * 60 * MINUTE_MS), AHEAD],
  ['occurred_at', '9999-12-31T23:59:59Z', AHEAD],
  ['step', 1_000_000, AHEAD],
]
const ACCEPTED = ['2016-01-01T00:00:00.000Z', iso(now - DAY_MS), iso(now + 4 * MINUTE_MS)]

let minted: MintedTenant
let key: string
let folder: string
beforeAll(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  folder = mkdtempSync(path.join(tmpdir(), 'event-times-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const rowAt = (field: string, value: string | number) =>
  paysimRow(field === 'step' ? { step: value } : { step: undefined, occurred_at: value })

it.each(REJECTED)(
  'rejects %s %s in a single request and in a batch, and stores nothing',
  async (field, value, reason) => {
    const before = await countRows(minted.tenant.id, 'transactions')
    const single = await score(rowAt(field, value), { key })
    const problem = await single.json()
    expect(single.status).toBe(400)
    expect(problem).toMatchObject({
      type: '/docs/problems/invalid-request',
      errors: [{ field, reason: expect.stringMatching(reason) }],
    })
    const batch = await scoreBatch(
      { transactions: [rowAt(field, value), rowAt('occurred_at', iso(now))] },
      { key },
    )
    const { results } = await batch.json()
    expect(results.map(({ status }: { status: number }) => status)).toEqual([400, 200])
    expect(results[0].problem.errors).toEqual(problem.errors)
    expect(await countRows(minted.tenant.id, 'transactions')).toBe(before + 1)
  },
)

it.each(ACCEPTED)('accepts occurred_at %s', async (value) => {
  expect((await score(rowAt('occurred_at', value), { key })).status).toBe(200)
})

it('returns the first response to a retry after the bounds have moved past its time', async () => {
  const row = { ...rowAt('occurred_at', '2016-01-02T00:00:00Z'), external_id: 'kept' }
  const first = await (await score(row, { key })).text()
  await setEarliest(testSetting('MIGRATION_DATABASE_URL'), [
    '--tenant',
    minted.tenant.slug,
    '--at',
    '2020-01-01',
  ])
  const later = await scoringKey(minted)
  expect(await (await score(row, { key: later })).text()).toBe(first)
  expect((await score(rowAt('occurred_at', '2016-01-02T00:00:00Z'), { key: later })).status).toBe(400)
  const audited = await withClient('superuser', async (client) => {
    const sql =
      "select before, after from audit_log where tenant_id = $1 and action = 'tenant.earliest-event-changed'"
    return (await client.query(sql, [minted.tenant.id])).rows
  })
  expect(audited).toEqual([
    {
      before: { earliestEventAt: '2016-01-01T00:00:00.000Z' },
      after: { earliestEventAt: '2020-01-01T00:00:00.000Z' },
    },
  ])
})

it('sets the earliest time by the API, for the next request of this process', async () => {
  const own = await mintTenant()
  const headers = bearer(await tokenOf(own.emailOf.admin))
  const keyOfOwn = await scoringKey(own)
  const change = (earliest_event_at: string) =>
    callOperation(changeTenantOperation, { headers, body: { earliest_event_at } })
  const old = rowAt('occurred_at', '2017-05-01T00:00:00Z')
  expect((await score(old, { key: keyOfOwn })).status).toBe(200)
  const changed = await change('2020-01-01T01:00:00+01:00')
  expect(await changed.json()).toMatchObject({
    earliest_event_at: '2020-01-01T00:00:00.000Z',
    currency: 'USD',
  })
  expect((await score({ ...old, amount: 2 }, { key: keyOfOwn })).status).toBe(400)
  const read = await callOperation(getTenantOperation, { headers })
  expect(await read.json()).toMatchObject({
    slug: own.tenant.slug,
    earliest_event_at: '2020-01-01T00:00:00.000Z',
  })
  for (const [at, reason] of [
    ['2999-01-01T00:00:00Z', 'must not lie in the future'],
    ['1899-12-31T00:00:00Z', 'must not be before 1900'],
    ['0000-01-01T00:00:00Z', 'must not be before 1900'],
  ] as const) {
    const rejected = await change(at)
    expect(rejected.status).toBe(400)
    expect((await rejected.json()).errors).toEqual([{ field: 'earliest_event_at', reason }])
  }
})

it.each([
  ['2999-01-01', 'must not lie in the future'],
  ['1899-12-31', 'must not be before 1900'],
  ['soon', 'must be a date'],
])('rejects %s as the earliest time', async (at, reason) => {
  const change = setEarliest(testSetting('MIGRATION_DATABASE_URL'), [
    '--tenant',
    minted.tenant.slug,
    '--at',
    at,
  ])
  await expect(change).rejects.toThrow(reason)
})

const FILE_HEADER = 'occurred_at,type,amount,nameOrig,isFraud,label_at'
const fileOf = (occurredAt: string, labelAt = '') => {
  const file = path.join(folder, 'data.csv')
  writeFileSync(file, `${FILE_HEADER}\n${occurredAt},PAYMENT,1.00,C1,0,${labelAt}\n`)
  return file
}
const read = (file: string) =>
  readAll(readHistory(file, null, { earliestMs: Date.UTC(2016, 0, 1), nowMs: now }))

it.each(REJECTED.filter(([field]) => field === 'occurred_at'))(
  'rejects %s %s in a file by line',
  async (_, value, reason) => {
    const { rows, rejected } = await read(fileOf(String(value)))
    expect(rows).toEqual([])
    expect(rejected).toEqual([expect.stringMatching(/^Line 2, column occurred_at/)])
    expect(rejected[0]).toMatch(reason)
  },
)

it('bounds the label times of a file', async () => {
  const labelledAt = async (labelAt: string) => {
    const { rows, rejected } = await read(fileOf('2026-01-01T00:00:00Z', labelAt))
    return [rows.length, ...rejected]
  }
  expect(await labelledAt(iso(now + DAY_MS))).toEqual([0, expect.stringMatching(AHEAD)])
  expect(await labelledAt('1999-01-01T00:00:00Z')).toEqual([0, expect.stringMatching(BEFORE)])
  expect(await labelledAt('2026-01-02T00:00:00Z')).toEqual([1])
})
