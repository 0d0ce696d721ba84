import { recordDecision, undoDecision } from '@/lib/desk/decisions'
import { undoFeedbackOperation } from '@/lib/desk/decisions/api'
import { UNDO_MS } from '@/lib/contract/decisions'
import { getTransaction } from '@/lib/desk/transactions'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'
import { listQueue } from '../../../support/list-queue'

let minted: MintedTenant
let key: string
let id: string

beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  const [scored] = await scoreRows(key, tyingRows(1, 'undo'))
  id = scored?.transaction_id ?? ''
})

const detail = () => getTransaction(minted.as.analyst, id)
const decide = (decision: 'confirmed_fraud' | 'false_positive' | 'escalated', ctx = minted.as.analyst) =>
  recordDecision(ctx, id, { decision })
const undo = (ctx = minted.as.analyst) => undoDecision(ctx, id)
const rejects = (attempt: Promise<unknown>, code: string) => expect(attempt).rejects.toMatchObject({ code })

/** Makes every decision of the tenant older; the app role cannot change them. */
const letPass = (ms: number) =>
  withClient('superuser', (client) =>
    client.query(
      `update analyst_decisions set decided_at = decided_at - make_interval(secs => $2) where tenant_id = $1`,
      [minted.tenant.id, ms / 1000],
    ),
  )

test('each undo restores the previous decision and is audited', async () => {
  await decide('escalated')
  const second = await decide('confirmed_fraud')
  expect(await undo()).toMatchObject({ decision: 'escalated' })
  const after = await detail()
  expect(after.decision).toBe('escalated')
  expect(after.decisions.at(-1)).toMatchObject({ decision: 'retracted', retracts_id: second.id })
  expect((await listQueue(minted.as.analyst, { decision: 'decided' })).items).toMatchObject([
    { decision: 'escalated' },
  ])
  expect(after.audit_trail.at(-1)).toMatchObject({
    action: 'transaction.decision-undone',
    before: { decision: 'confirmed_fraud', decision_id: second.id },
    after: { decision: 'escalated' },
  })
  expect(await undo()).toMatchObject({ decision: null })
  expect((await listQueue(minted.as.analyst, { decision: 'pending' })).items).toMatchObject([
    { decision: null },
  ])
  await rejects(undo(), 'conflict')
  expect((await detail()).decisions).toHaveLength(4)
})

test('an undo without a decision conflicts', async () => {
  await rejects(undo(), 'conflict')
  expect(await detail()).toMatchObject({ decision: null, decisions: [] })
})

test('a decision after an undo applies, and its undo skips the retracted one', async () => {
  await decide('escalated')
  await decide('confirmed_fraud')
  await undo()
  await decide('false_positive')
  expect((await detail()).decision).toBe('false_positive')
  expect(await undo()).toMatchObject({ decision: 'escalated' })
})

test('no user can undo the decision of another user, not even an administrator', async () => {
  await decide('confirmed_fraud')
  await rejects(undo(minted.as.admin), 'missing-permission')
  await rejects(undo(minted.as.senior_analyst), 'missing-permission')
  await decide('false_positive', minted.as.admin)
  // Who decided before learns that another user decided since.
  await expect(undo(minted.as.analyst)).rejects.toMatchObject({
    code: 'conflict',
    decisions: [{ decision: 'false_positive', user_name: 'admin', user_id: minted.as.admin.actor.id }],
  })
  const { decision, decisions } = await detail()
  expect(decision).toBe('false_positive')
  expect(decisions).toHaveLength(2)
})

test('an undo is accepted just before five minutes and rejected after them', async () => {
  await decide('confirmed_fraud')
  await letPass(UNDO_MS)
  await rejects(undo(), 'too-late')
  expect(await detail()).toMatchObject({ decision: 'confirmed_fraud', decisions: [{ undo_until: null }] })
  await decide('escalated')
  await letPass(UNDO_MS - 30_000)
  expect((await detail()).decisions.at(-1)?.undo_until).not.toBeNull()
  expect(await undo()).toMatchObject({ decision: 'confirmed_fraud' })
})

test('of eight parallel undos of one decision exactly one succeeds', async () => {
  await decide('confirmed_fraud')
  const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => undo()))
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const reasons = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []))
  expect(reasons).toMatchObject(Array(7).fill({ code: 'conflict' }))
  const { decision, decisions, audit_trail } = await detail()
  expect(decision).toBeNull()
  expect(decisions.map((row) => row.decision)).toEqual(['confirmed_fraud', 'retracted'])
  expect(audit_trail.filter(({ action }) => action === 'transaction.decision-undone')).toHaveLength(1)
})

test('an undo parallel to a new decision retracts one of the two, and the current decision agrees', async () => {
  const { analyst } = minted.as
  await decide('escalated')
  await Promise.all([
    undo(analyst),
    decide('confirmed_fraud'),
    decide('false_positive'),
    undo(analyst).catch(() => 0),
  ])
  const { decision, decisions } = await detail()
  const retracted = decisions.map(({ retracts_id }) => retracts_id)
  const standing = decisions.filter((row) => row.decision !== 'retracted' && !retracted.includes(row.id))
  expect(decision).toBe(standing.at(-1)?.decision ?? null)
})

test('over HTTP: 200 for the author, then 409; 403 for a colleague and for a key; 409 after the time limit', async () => {
  const call = async (headers: Record<string, string>) => {
    const response = await callOperation(undoFeedbackOperation, { params: { id }, headers })
    const body = (await response.json()) as { type?: string; decision?: string | null }
    return [response.status, body.type?.split('/').at(-1) ?? body.decision]
  }
  const author = bearer(await tokenOf(minted.emailOf.analyst))
  const colleague = bearer(await tokenOf(minted.emailOf.admin))
  await decide('escalated')
  await decide('confirmed_fraud')
  expect(await call(colleague)).toEqual([403, 'missing-permission'])
  expect(await call(bearer(key))).toEqual([403, 'missing-permission'])
  expect(await call(author)).toEqual([200, 'escalated'])
  await letPass(UNDO_MS)
  expect(await call(author)).toEqual([409, 'too-late'])
  await decide('false_positive')
  expect(await call(author)).toEqual([200, 'escalated'])
  expect(await call(author)).toEqual([409, 'too-late'])
})
