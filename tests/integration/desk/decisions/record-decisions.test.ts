import { decideOpenAlerts, recordDecision, recordDecisions, undoDecisions } from '@/lib/desk/decisions'
import { decideManyOperation, decideOpenAlertsOperation, undoManyOperation } from '@/lib/desk/decisions/api'
import { UNDO_MS } from '@/lib/contract/decisions'
import { MAX_DECISIONS } from '@/lib/desk/decisions/schema'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { machine, scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

const ROWS = 6
const DEVICE = 'D-shared'
let minted: MintedTenant
let ids: string[]

beforeEach(async () => {
  minted = await mintTenant()
  // Every transaction is an alert.
  await usePolicy(minted, [0.2, 0.8], [1e-9, 1])
  const rows = tyingRows(ROWS, 'bulk').map((row, i) => (i < 4 ? { ...row, device_id: DEVICE } : row))
  const scored = await scoreRows(await scoringKey(minted), rows)
  ids = scored.map(({ transaction_id }) => transaction_id)
})

const decide = (
  transactionIds: readonly string[],
  decision: 'confirmed_fraud' | 'false_positive' | 'escalated' = 'confirmed_fraud',
  ctx = minted.as.senior_analyst,
) => recordDecisions(ctx, transactionIds, { decision, notes: 'one ring' })

const rowsOf = <T extends object>(sql: string) =>
  withClient('superuser', async (client) => (await client.query<T>(sql, [minted.tenant.id])).rows)

const standing = async (): Promise<(string | null)[]> => {
  const rows = await rowsOf<{ transaction_id: string; a: string | null; b: string | null }>(
    `select p.transaction_id, p.disposition as a, s.disposition as b from predictions p
       join scored_transactions s using (tenant_id, transaction_id) where p.tenant_id = $1`,
  )
  expect(rows.map(({ b }) => b)).toEqual(rows.map(({ a }) => a))
  const known = new Map(rows.map((row) => [row.transaction_id, row.a]))
  return ids.map((id) => known.get(id) ?? null)
}
const auditRows = (action: string) =>
  rowsOf<{ object_id: string; actor_id: string; before: object; after: object }>(
    `select object_id, actor_id, before, after from audit_log where tenant_id = $1 and action = '${action}' order by seq`,
  )
const announced = () =>
  rowsOf<{ payload: { transactionIds: string[]; count: number } }>(
    `select payload from live_events where tenant_id = $1 and kind = 'transactions.decided' order by seq`,
  )
const rejects = (attempt: Promise<unknown>, code: string) => expect(attempt).rejects.toMatchObject({ code })

test('a decision on several transactions writes history, audit row and label for each, and one live event', async () => {
  await recordDecision(minted.as.analyst, ids[0] ?? '', { decision: 'escalated' })
  await recordDecision(minted.as.analyst, ids[1] ?? '', { decision: 'confirmed_fraud' })
  const { transaction_ids: transactionIds, already } = await decide(ids)
  expect([...transactionIds].sort()).toEqual(ids.filter((_, i) => i !== 1).sort())
  expect(already).toBe(1)
  expect(await standing()).toEqual(ids.map(() => 'confirmed_fraud'))
  const written = (await auditRows('transaction.decided')).slice(2)
  expect(written.map((row) => row.object_id).sort()).toEqual([...transactionIds].sort())
  expect(new Set(written.map((row) => row.actor_id))).toEqual(new Set([minted.as.senior_analyst.actor.id]))
  expect(written.find((row) => row.object_id === ids[0])?.before).toEqual({ decision: 'escalated' })
  const labels = await rowsOf<{ n: number }>(
    'select count(*)::int as n from transaction_labels where tenant_id = $1 and is_fraud and sign = 1',
  )
  expect(labels).toEqual([{ n: ROWS }])
  const [last] = (await announced()).slice(-1)
  expect(last?.payload.count).toBe(ROWS - 1)
  expect([...(last?.payload.transactionIds ?? [])].sort()).toEqual([...transactionIds].sort())
})

test('names an unknown transaction or one of another tenant, and decides none', async () => {
  const other = await mintTenant()
  const [foreign] = await scoreRows(await scoringKey(other), tyingRows(1, 'foreign'))
  for (const stranger of [newId(), foreign?.transaction_id ?? '']) {
    await expect(decide([ids[0] ?? '', stranger])).rejects.toMatchObject({
      code: 'not-found',
      errors: [{ field: 'transaction_ids[1]', reason: `${stranger} is not known` }],
    })
    await rejects(undoDecisions(minted.as.analyst, [stranger]), 'not-found')
  }
  expect(await standing()).toEqual(ids.map(() => null))
  expect(await announced()).toEqual([])
})

test('an analyst can decide one transaction at a time, a key none', async () => {
  await rejects(decide(ids, 'escalated', minted.as.analyst), 'missing-permission')
  const asMachine = machine(minted, ['score:write', 'read'])
  await rejects(decide(ids.slice(0, 1), 'escalated', asMachine), 'missing-permission')
  await rejects(decideOpenAlerts(asMachine, account(), { decision: 'escalated' }), 'missing-permission')
  expect(await standing()).toEqual(ids.map(() => null))
  expect(await decide(ids.slice(0, 1), 'escalated', minted.as.analyst)).toMatchObject({ already: 0 })
})

test('two overlapping requests in opposite order both finish, and every decision is kept', async () => {
  await Promise.all([
    decide(ids, 'confirmed_fraud'),
    decide([...ids].reverse(), 'false_positive', minted.as.admin),
  ])
  const history = await rowsOf<{ n: number }>(
    'select count(*)::int as n from analyst_decisions where tenant_id = $1 group by transaction_id',
  )
  expect(history).toEqual(ids.map(() => ({ n: 2 })))
  expect(new Set(await standing()).size).toBe(1)
})

test('decides and undoes a thousand transactions in one request', async () => {
  const scored = await scoreRows(await scoringKey(minted), tyingRows(MAX_DECISIONS, 'thousand'))
  const many = scored.map(({ transaction_id }) => transaction_id)
  expect((await decide(many)).transaction_ids).toHaveLength(MAX_DECISIONS)
  expect(await auditRows('transaction.decided')).toHaveLength(MAX_DECISIONS)
  expect(await undoDecisions(minted.as.senior_analyst, many)).toMatchObject({ kept: 0 })
})

test('an undo of several retracts the user’s own recent decisions and counts the rest', async () => {
  const { senior_analyst: senior, admin } = minted.as
  await recordDecision(minted.as.analyst, ids[0] ?? '', { decision: 'escalated' })
  await decide(ids.slice(0, 4))
  await recordDecision(admin, ids[3] ?? '', { decision: 'false_positive' })
  const { undone, kept, transaction_ids } = await undoDecisions(senior, ids.slice(0, 5))
  expect(undone).toBe(3)
  expect(transaction_ids.toSorted()).toEqual(ids.slice(0, 3).sort())
  expect(kept).toBe(2)
  expect(await standing()).toEqual(['escalated', null, null, 'false_positive', null, null])
  expect(await auditRows('transaction.decision-undone')).toHaveLength(3)
  expect((await announced()).at(-1)?.payload.count).toBe(3)
  await decide(ids.slice(1, 3))
  await withClient('superuser', (client) =>
    client.query(
      'update analyst_decisions set decided_at = decided_at - make_interval(secs => $2) where tenant_id = $1',
      [minted.tenant.id, UNDO_MS / 1000],
    ),
  )
  expect(await undoDecisions(senior, ids.slice(1, 3))).toMatchObject({
    undone: 0,
    kept: 2,
    transaction_ids: [],
  })
})

const account = (i = 0) => ({ kind: 'account' as const, id: `C-bulk-from-${i}` })

describe('all open alerts of an entity', () => {
  test('are decided by device and by account; existing decisions stay', async () => {
    const { senior_analyst: senior, analyst } = minted.as
    await recordDecision(analyst, ids[0] ?? '', { decision: 'false_positive' })
    const decided = await decideOpenAlerts(
      senior,
      { kind: 'device', id: DEVICE },
      { decision: 'confirmed_fraud' },
    )
    expect([...decided.transaction_ids].sort()).toEqual(ids.slice(1, 4).sort())
    expect(decided).toMatchObject({ already: 0, more: false })
    expect(await decideOpenAlerts(analyst, account(0), { decision: 'escalated' })).toMatchObject({
      transaction_ids: [],
    })
    // One alert is within the analyst's own permission.
    expect(await decideOpenAlerts(analyst, account(5), { decision: 'escalated' })).toMatchObject({
      transaction_ids: [ids[5]],
    })
    expect(await standing()).toEqual([
      'false_positive',
      ...Array(3).fill('confirmed_fraud'),
      null,
      'escalated',
    ])
  })

  test('do not exist for an unknown entity; several need the permission', async () => {
    const feedback = { decision: 'escalated' } as const
    await rejects(decideOpenAlerts(minted.as.admin, { kind: 'phone', id: DEVICE }, feedback), 'not-found')
    await rejects(
      decideOpenAlerts(minted.as.analyst, { kind: 'device', id: DEVICE }, feedback),
      'missing-permission',
    )
    expect(await standing()).toEqual(ids.map(() => null))
  })
})

describe('over HTTP', () => {
  let senior: Record<string, string>
  beforeEach(async () => {
    senior = bearer(await tokenOf(minted.emailOf.senior_analyst))
  })
  const result = async (response: Response) => [response.status, await response.json()] as const

  test('decides, reports the result, and undoes it', async () => {
    const headers = senior
    const body = { transaction_ids: ids.slice(0, 2), decision: 'escalated', notes: 'ring' }
    const [status, decided] = await result(await callOperation(decideManyOperation, { headers, body }))
    expect(status).toBe(200)
    expect(decided).toMatchObject({ updated: 2, already: 0 })
    expect([...decided.transaction_ids].sort()).toEqual(ids.slice(0, 2).sort())
    expect(await result(await callOperation(decideManyOperation, { headers, body }))).toMatchObject([
      200,
      { updated: 0, already: 2, transaction_ids: [] },
    ])
    const undo = { headers, body: { transaction_ids: ids.slice(0, 3) } }
    expect(await result(await callOperation(undoManyOperation, undo))).toMatchObject([
      200,
      { undone: 2, kept: 1, transaction_ids: expect.arrayContaining(decided.transaction_ids) as string[] },
    ])
  })

  test('decides the open alerts of an entity', async () => {
    const response = await callOperation(decideOpenAlertsOperation, {
      headers: senior,
      params: { account_id: DEVICE },
      query: '?kind=device',
      body: { decision: 'confirmed_fraud' },
    })
    expect(await result(response)).toMatchObject([200, { updated: 4, already: 0, more: false }])
  })

  test.each([
    ['none', () => [], 400],
    ['one twice', () => [ids[0], ids[0]?.toUpperCase()], 400],
    ['more than a thousand', () => Array.from({ length: MAX_DECISIONS + 1 }, newId), 400],
    ['an unknown one', () => [newId()], 404],
  ])('rejects %s', async (_, transactionIds, status) => {
    const body = { transaction_ids: transactionIds(), decision: 'escalated' }
    const response = await callOperation(decideManyOperation, { headers: senior, body })
    expect(response.status).toBe(status)
    const { transaction_ids } = body
    const undo = await callOperation(undoManyOperation, { headers: senior, body: { transaction_ids } })
    expect(undo.status).toBe(status)
  })
})
