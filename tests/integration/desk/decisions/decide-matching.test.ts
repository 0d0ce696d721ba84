import { decideMatching, recordDecision, undoDecisions } from '@/lib/desk/decisions'
import { decideManyOperation, undoManyOperation } from '@/lib/desk/decisions/api'
import { MAX_DECISIONS } from '@/lib/desk/decisions/schema'
import { listTransactions } from '@/lib/desk/transactions'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { backendOf, untilBlockedBy } from '../../../support/until-blocked'
import { bearer, tokenOf } from '../../access/auth/support'

/** One decision on all transactions that match a filter: the ones that the user counted, or none. */
let minted: MintedTenant
let key: string
/** Transfers from one device. */
let ids: string[]
const FILTER = { q: 'D-ring', decision: 'pending' } as const

const ring = (count: number, tag: string) =>
  tyingRows(count, tag).map((row) => ({ ...row, device_id: 'D-ring' }))

beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  // Every transaction is an alert.
  await usePolicy(minted, [0.2, 0.8], [1e-9, 1])
  await scoreRows(key, tyingRows(3, 'other'))
  ids = (await scoreRows(key, ring(4, 'ring'))).map(({ transaction_id }) => transaction_id).sort()
})

const decide = (given: object, expected_count: number, ctx = minted.as.senior_analyst, scan = {}) =>
  decideMatching(
    ctx,
    {
      filter: transactionFilter.parse(given),
      expected_count,
      decision: 'confirmed_fraud',
      notes: 'one ring',
    },
    scan,
  )
const decided = async (): Promise<string[]> => {
  const filter = transactionFilter.parse({ decision: 'decided' })
  const { items } = await listTransactions(minted.as.analyst, filter, { limit: 200 })
  return items.map(({ transaction_id }) => transaction_id).sort()
}
const auditRows = (action: string) =>
  withClient('superuser', async (client) => {
    const sql = 'select object_id, after from audit_log where tenant_id = $1 and action = $2 order by seq'
    return (await client.query<{ object_id: string; after: object }>(sql, [minted.tenant.id, action])).rows
  })

test('decides all matches, and audits the filter with the ids that it selected', async () => {
  await recordDecision(minted.as.analyst, ids[0] ?? '', { decision: 'confirmed_fraud' })
  const done = await decide({ q: 'D-ring' }, 4)
  expect(done).toMatchObject({ updated: 3, already: 1 })
  expect(done.transaction_ids.toSorted()).toEqual(ids.slice(1))
  expect(await decided()).toEqual(ids)
  expect(await auditRows('transactions.decided')).toEqual([
    {
      object_id: null,
      after: {
        filter: { q: 'D-ring', order: 'time' },
        matched: 4,
        already: 1,
        decision: 'confirmed_fraud',
        transaction_ids: expect.arrayContaining(ids.slice(1)) as string[],
      },
    },
  ])
  const each = (await auditRows('transaction.decided')).map(({ object_id }) => object_id)
  expect(each.slice(1).toSorted()).toEqual(ids.slice(1))
})

test('its undo takes the ids of the response', async () => {
  const { transaction_ids } = await decide(FILTER, 4)
  expect(await undoDecisions(minted.as.senior_analyst, transaction_ids)).toMatchObject({ undone: 4, kept: 0 })
  expect(await decided()).toEqual([])
})

test('decides nothing where another number matches by now', async () => {
  await scoreRows(key, ring(1, 'late'))
  await expect(decide(FILTER, 4)).rejects.toMatchObject({
    code: 'conflict',
    currentCount: 5,
    detail: '5 transactions match now, not 4. Nothing was decided.',
  })
  await expect(decide(FILTER, 6)).rejects.toMatchObject({ code: 'conflict', currentCount: 5 })
  await expect(decide({ q: 'D-none' }, 1)).rejects.toMatchObject({ code: 'conflict', currentCount: 0 })
  expect(await decided()).toEqual([])
  expect(await auditRows('transactions.decided')).toEqual([])
})

test('decides nothing where another user decides a match between selection and decision', async () => {
  const { tenant } = minted
  let attempt: Promise<unknown> = Promise.resolve()
  await withTenant({ tenantId: tenant.id }, async (tx) => {
    await tx.$executeRaw`
      update predictions set disposition = 'escalated'
       where tenant_id = ${tenant.id}::uuid and transaction_id = ${ids[2]}::uuid`
    attempt = decide(FILTER, 4).catch((error: unknown) => error)
    await untilBlockedBy(await backendOf(tx), attempt)
  })
  expect(await attempt).toMatchObject({ code: 'conflict', currentCount: 3 })
  expect(await decided()).toEqual([ids[2]])
})

test('of two users who decide the same filter, one decides all and the other none', async () => {
  const attempts = await Promise.allSettled([decide(FILTER, 4), decide(FILTER, 4, minted.as.admin)])
  expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await auditRows('transaction.decided')).toHaveLength(4)
  expect(await auditRows('transactions.decided')).toHaveLength(1)
})

test('rejects a filter with more than a thousand matches, or whose matches are not counted exactly', async () => {
  const over = { code: 'invalid-reference', errors: [{ field: 'filter' }] }
  await scoreRows(key, tyingRows(MAX_DECISIONS - 6, 'thousand'))
  await expect(decide({}, 1_001)).rejects.toMatchObject({
    ...over,
    errors: [{ field: 'filter', reason: 'matches more than 1,000 transactions' }],
  })
  await expect(decide({ min_score: '0' }, 4, minted.as.admin, { scanLimit: 50 })).rejects.toMatchObject(over)
  const devices = tyingRows(21, 'many').map((row, i) => ({ ...row, device_id: `D-many-${i}` }))
  await scoreRows(key, devices)
  await expect(decide({ q: 'D-many' }, 20)).rejects.toMatchObject({
    code: 'invalid-reference',
    errors: [{ field: 'filter.q' }],
  })
  expect(await decided()).toEqual([])
})

test('decides a thousand matches in one request', async () => {
  await scoreRows(key, tyingRows(MAX_DECISIONS - 7, 'thousand'))
  expect(await decide({}, MAX_DECISIONS)).toMatchObject({ updated: MAX_DECISIONS, already: 0 })
  expect(await auditRows('transaction.decided')).toHaveLength(MAX_DECISIONS)
})

test('needs the permission for several; another tenant has no matches', async () => {
  const { analyst } = minted.as
  await expect(decide(FILTER, 4, analyst)).rejects.toMatchObject({ code: 'missing-permission' })
  await expect(decide(FILTER, 1, analyst)).rejects.toMatchObject({ code: 'conflict' })
  const other = await mintTenant()
  await expect(decide(FILTER, 4, other.as.admin)).rejects.toMatchObject({ currentCount: 0 })
  expect(await decided()).toEqual([])
  expect(await decide({ q: ids[0] }, 1, analyst)).toMatchObject({ updated: 1 })
})

describe('over HTTP', () => {
  const decision = { decision: 'escalated', notes: 'ring' }
  let headers: Record<string, string>
  beforeEach(async () => {
    headers = bearer(await tokenOf(minted.emailOf.senior_analyst))
  })
  const send = async (body: object) => {
    const response = await callOperation(decideManyOperation, { headers, body })
    return [response.status, await response.json()] as const
  }

  test('decides, undoes, and states the current count of a conflict', async () => {
    const body = { filter: FILTER, expected_count: 4, ...decision }
    const [status, { transaction_ids }] = await send(body)
    expect(status).toBe(200)
    expect(await send(body)).toMatchObject([409, { type: '/docs/problems/conflict', current_count: 0 }])
    const undo = await callOperation(undoManyOperation, { headers, body: { transaction_ids } })
    expect(await undo.json()).toMatchObject({ undone: 4, kept: 0 })
    expect((await send(body))[0]).toBe(200)
  })

  test.each([
    ['both selections', { transaction_ids: [newId()], filter: FILTER, expected_count: 1 }, 'transaction_ids'],
    ['a filter without a count', { filter: FILTER }, 'expected_count'],
    ['a count without a filter', { transaction_ids: [newId()], expected_count: 1 }, 'expected_count'],
    ['no selection', {}, 'transaction_ids'],
    ['an unknown filter', { filter: { colour: 'red' }, expected_count: 1 }, 'filter.colour', 'unknown-field'],
    ['an invalid filter', { filter: { hour: '24' }, expected_count: 1 }, 'filter.hour'],
    ['a negative count', { filter: FILTER, expected_count: -1 }, 'expected_count'],
    ['an unknown field', { transaction_ids: [newId()], reason: 'x' }, 'reason', 'unknown-field'],
  ])('rejects %s and names the field', async (_, selection, field, code = 'invalid-request') => {
    const [status, problem] = await send({ ...selection, ...decision })
    expect([status, problem.type]).toEqual([400, `/docs/problems/${code}`])
    expect(problem.errors[0].field).toBe(field)
  })

  test('rejects more than a thousand matches with 422', async () => {
    await scoreRows(key, tyingRows(MAX_DECISIONS - 6, 'thousand'))
    expect(await send({ filter: {}, expected_count: 1_001, ...decision })).toMatchObject([
      422,
      { type: '/docs/problems/invalid-reference', errors: [{ field: 'filter' }] },
    ])
  })
})
