import { createApiKey } from '@/lib/access/api-keys'
import { getCaseBriefOperation, exportCaseBriefOperation } from '@/lib/desk/cases/api'
import { getEntityHeader } from '@/lib/desk/entities'
import { getEntityOperation } from '@/lib/desk/entities/api'
import { getTransaction } from '@/lib/desk/transactions'
import { getTransactionOperation, investigateOperation } from '@/lib/desk/transactions/api'
import { settleBackground } from '@/lib/platform/background'
import { newId } from '@/lib/platform/ids'
import type { Operation } from '@/lib/contract/operation'
import { EXPORTS_PER_HOUR } from '@/lib/http/export-limit'
import { checkRows, ROWS_PER_AUDIT_ROW, spendRows, spendView } from '@/lib/http/row-budget'
import { options } from '@/lib/platform/env'
import { withClient } from '../../support/postgres'
import { callOperation } from '../../support/call-operation'
import { bearer } from '../access/auth/support'
import { auditOf, type CaseDesk, caseDesk, openCase, rowsOf, SENDER } from '../desk/cases/support'

/** Nothing personal leaves the product, or is read in bulk, without a limit and a row of the audit log. */
let desk: CaseDesk
let key: { id: string; headers: Record<string, string> }

beforeAll(async () => {
  desk = await caseDesk()
  key = await newKey()
})

async function newKey() {
  const { id, secret } = await createApiKey(desk.as.admin, { name: 'reader', scopes: ['read'] })
  return { id, headers: bearer(secret) }
}

const BRIEFS = [getCaseBriefOperation, exportCaseBriefOperation] as const
const { SENTINEL_USER_ROWS_PER_HOUR: USER_ROWS, SENTINEL_KEY_ROWS_PER_HOUR: KEY_ROWS } = options()
const readAudit = (actorId: string) =>
  rowsOf(
    desk,
    `select actor_id, after from audit_log where tenant_id = $1 and action = 'rows.read' order by seq`,
  ).then((rows) => rows.filter(({ actor_id }) => actor_id === actorId).map(({ after }) => after))

describe('the brief of a case', () => {
  it.each(BRIEFS)(
    '$id rejects API keys, and leaves a row of the audit log for an analyst',
    async (operation) => {
      const { id } = await openCase(desk)
      expect((await callOperation(operation, { headers: key.headers, params: { id } })).status).toBe(403)
      expect((await callOperation(operation, { headers: desk.headers.analyst, params: { id } })).status).toBe(
        200,
      )
      const rows = (await auditOf(desk, id)).filter(({ action }) => action === 'case.exported')
      expect(rows).toMatchObject([
        {
          actor_id: desk.as.analyst.actor.id,
          after: { format: operation === getCaseBriefOperation ? 'json' : 'pdf' },
        },
      ])
    },
  )

  it('has a limit per user and hour, of both forms together', async () => {
    const { id } = await openCase(desk)
    const headers = desk.headers.senior_analyst
    await withClient('superuser', (db) =>
      db.query('insert into rate_limits (key, points, expire) values ($1, $2, $3)', [
        `case-briefs:${desk.tenant.id}:${desk.as.senior_analyst.actor.id}`,
        EXPORTS_PER_HOUR['case-briefs'] - 2,
        Date.now() + 600_000,
      ]),
    )
    for (const operation of BRIEFS)
      expect((await callOperation(operation, { headers, params: { id } })).status).toBe(200)
    for (const operation of BRIEFS) {
      const rejected = await callOperation(operation, { headers, params: { id } })
      expect(rejected.status).toBe(429)
      expect(Number(rejected.headers.get('retry-after'))).toBeGreaterThan(500)
    }
    expect((await auditOf(desk, id)).filter(({ action }) => action === 'case.exported')).toHaveLength(2)
  })
})

describe('what a user opens', () => {
  const opened = () =>
    rowsOf(
      desk,
      `select actor_id, action, object_kind, object_id from audit_log
        where tenant_id = $1 and action like '%.opened' and action not like 'session.%' order by seq`,
    )

  it('is recorded once an hour and object; lists, API keys and what does not exist record nothing', async () => {
    const [id = ''] = desk.transactions
    const key = await newKey()
    const { analyst, senior_analyst: senior } = desk.headers
    const calls: [Operation, Record<string, string>, Record<string, string>][] = [
      [investigateOperation, analyst, {}],
      [getTransactionOperation, key.headers, { id }],
      [getTransactionOperation, analyst, { id: newId() }],
      [getTransactionOperation, analyst, { id }],
      [getTransactionOperation, analyst, { id }],
      [getTransactionOperation, senior, { id }],
      [getEntityOperation, analyst, { account_id: SENDER }],
      [getEntityOperation, analyst, { account_id: SENDER }],
    ]
    for (const [operation, headers, params] of calls) await callOperation(operation, { headers, params })
    await getEntityHeader(desk.as.senior_analyst, { kind: 'account', id: SENDER })
    await settleBackground()
    const by = (role: 'analyst' | 'senior_analyst') => ({ actor_id: desk.as[role].actor.id })
    const transaction = { action: 'transaction.opened', object_kind: 'transaction', object_id: id }
    const entity = { action: 'entity.opened', object_kind: 'account', object_id: SENDER }
    expect(new Set(await opened())).toEqual(
      new Set([
        { ...by('analyst'), ...transaction },
        { ...by('senior_analyst'), ...transaction },
        { ...by('analyst'), ...entity },
        { ...by('senior_analyst'), ...entity },
      ]),
    )
    const { audit_trail: entries } = await getTransaction(desk.as.analyst, id)
    expect(entries.map(({ action }) => action)).toEqual(['transaction.scored'])
  })
})

describe('rows that are read', () => {
  const investigate = (headers: Record<string, string>, query = '?type=TRANSFER&limit=5') =>
    callOperation(investigateOperation, { headers, query })

  it('of an API key beyond its budget are rejected with the time to wait, and are audited with the filter', async () => {
    const ctx = {
      ...desk.system,
      actor: { kind: 'api-key', id: key.id, name: 'reader', scopes: ['read'] },
    } as const
    await spendRows(ctx, KEY_ROWS - 1, { list: 'earlier' })
    expect(await readAudit(key.id)).toEqual([{ rows: KEY_ROWS - 1, rejected: false, list: 'earlier' }])
    // A process charges the shared count in steps, so up to a thousand rows more are read.
    await spendRows(ctx, 998, { list: 'earlier' })
    const rejected = await investigate(key.headers)
    expect(rejected.status).toBe(429)
    expect(Number(rejected.headers.get('retry-after'))).toBeGreaterThan(3_500)
    expect((await rejected.json()).detail).toBe(
      `An API key can read ${KEY_ROWS.toLocaleString('en-US')} rows of lists in an hour.`,
    )
    expect((await readAudit(key.id)).at(-1)).toMatchObject({
      rejected: true,
      list: 'investigate',
      filter: { type: 'TRANSFER', limit: 5 },
    })
    expect((await investigate(key.headers)).status).toBe(429)
    expect(await readAudit(key.id)).toHaveLength(2)
    expect((await investigate(desk.headers.analyst)).status).toBe(200)
  })

  it('of a user are audited per 5,000 rows and rejected beyond the budget, on screens too', async () => {
    const ctx = desk.as.admin
    for (let rows = 0; rows < USER_ROWS; rows += 1_000) await spendRows(ctx, 1_000, { list: 'investigate' })
    expect((await readAudit(ctx.actor.id)).map(({ rows }) => rows)).toEqual(
      Array.from({ length: USER_ROWS / ROWS_PER_AUDIT_ROW }, (_, i) => (i + 1) * ROWS_PER_AUDIT_ROW),
    )
    await expect(spendView(ctx, '/investigate?cursor=x', 1_000)).rejects.toMatchObject({
      code: 'too-many-requests',
    })
    expect(() => checkRows(ctx)).toThrow(expect.objectContaining({ code: 'too-many-requests' }))
    expect((await investigate(desk.headers.admin)).status).toBe(429)
  })

  it('of a screen that reloads by itself count once', async () => {
    const ctx = desk.as.senior_analyst
    for (let i = 0; i < 1_000; i += 1) await spendView(ctx, '/queue', 50)
    expect(await readAudit(ctx.actor.id)).toEqual([])
    for (let i = 0; i < 100; i += 1) await spendView(ctx, `/queue?cursor=${i}`, 50)
    expect(await readAudit(ctx.actor.id)).toHaveLength(1)
  })
})
