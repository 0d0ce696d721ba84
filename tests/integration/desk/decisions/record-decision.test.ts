import { recordDecision, undoDecision } from '@/lib/desk/decisions'
import { giveFeedbackOperation } from '@/lib/desk/decisions/api'
import { newId } from '@/lib/platform/ids'
import { getTransaction } from '@/lib/desk/transactions'
import { callOperation } from '../../../support/call-operation'
import { inWorkers } from '../../../support/in-workers'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { machine, scoreRows, tyingRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'
import { listQueue } from '../../../support/list-queue'

let minted: MintedTenant
let key: string
let id: string

beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  const [scored] = await scoreRows(key, tyingRows(1, 'decide'))
  id = scored?.transaction_id ?? ''
})

const detail = () => getTransaction(minted.as.analyst, id)

/** Every decision of every tenant about the transaction, read as the superuser. */
const rowsAbout = (transactionId: string) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ tenant_id: string }>(
      'select tenant_id from analyst_decisions where transaction_id = $1',
      [transactionId],
    )
    return rows
  })

const shownInQueue = async () =>
  (await listQueue(minted.as.analyst, {})).items.map(({ decision }) => decision)

test('a decision changes the queue and the transaction, and is audited with its former value', async () => {
  const { analyst } = minted.as
  const decided = await recordDecision(analyst, id, {
    decision: 'confirmed_fraud',
    notes: 'called the customer',
  })
  expect(decided).toMatchObject({ transaction_id: id, decision: 'confirmed_fraud' })
  const { decision, decisions, audit_trail } = await detail()
  expect(decision).toBe('confirmed_fraud')
  expect(decisions).toMatchObject([
    {
      id: decided.id,
      decision: 'confirmed_fraud',
      notes: 'called the customer',
      user_id: analyst.actor.id,
      decided_at: decided.decided_at,
    },
  ])
  expect(await shownInQueue()).toEqual(['confirmed_fraud'])
  expect(audit_trail.at(-1)).toMatchObject({
    action: 'transaction.decided',
    actor_name: 'analyst',
    before: { decision: null },
    after: { decision: 'confirmed_fraud', decision_id: decided.id },
    request_id: analyst.requestId,
  })
})

test('the history is kept; the latest decision applies, whichever user made it', async () => {
  const contexts = [minted.as.analyst, minted.as.senior_analyst, minted.as.admin, minted.as.analyst]
  const given = ['escalated', 'false_positive', 'confirmed_fraud', 'confirmed_fraud'] as const
  for (const [i, ctx] of contexts.entries())
    await recordDecision(ctx, id, { decision: given[i] ?? 'escalated' })
  const { decision, decisions, audit_trail } = await detail()
  expect(decisions.map((row) => row.decision)).toEqual(given)
  expect(decision).toBe('confirmed_fraud')
  expect(await shownInQueue()).toEqual(['confirmed_fraud'])
  const changes = audit_trail.slice(1).map(({ before }) => before)
  expect(changes).toEqual([null, ...given.slice(0, 3)].map((decision) => ({ decision })))
})

test('twenty parallel decisions leave twenty rows; the last committed one applies', async () => {
  const contexts = Object.values(minted.as)
  const given = ['escalated', 'false_positive', 'confirmed_fraud'] as const
  const attempts = await inWorkers(8, Array(20).fill(0), (_, i) =>
    recordDecision(contexts[i % 3] ?? minted.as.admin, id, {
      decision: given[(i * 7) % 3] ?? 'escalated',
      notes: `attempt ${i}`,
    }),
  )
  const { decision, decisions, audit_trail } = await detail()
  expect(decisions.map((row) => row.id).sort()).toEqual(attempts.map((row) => row.id).sort())
  const chain = audit_trail.slice(1) as unknown as {
    before: { decision: string | null }
    after: { decision: string; decision_id: string }
  }[]
  expect(chain).toHaveLength(20)
  chain.forEach(({ before }, i) => expect(before.decision).toBe(chain[i - 1]?.after.decision ?? null))
  expect(decision).toBe(chain.at(-1)?.after.decision)
  // The history is in the order in which the decisions took effect: the last one is current.
  expect(decisions.map((row) => row.id)).toEqual(chain.map(({ after }) => after.decision_id))
})

test('a transaction of another tenant does not exist, and no row is written', async () => {
  const other = await mintTenant()
  for (const [ctx, unknown] of [
    [other.as.admin, id],
    [minted.as.analyst, newId()],
  ] as const) {
    for (const attempt of [
      recordDecision(ctx, unknown, { decision: 'escalated' }),
      undoDecision(ctx, unknown),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'not-found' })
    }
    expect(await rowsAbout(unknown)).toEqual([])
  }
  expect(await detail()).toMatchObject({ decision: null, decisions: [] })
})

test('neither a key nor the system can decide', async () => {
  for (const ctx of [machine(minted, ['score:write', 'read']), minted.system]) {
    const attempt = recordDecision(ctx, id, { decision: 'escalated' })
    await expect(attempt).rejects.toMatchObject({ code: 'missing-permission' })
    await expect(undoDecision(ctx, id)).rejects.toMatchObject({ code: 'missing-permission' })
  }
  expect(await rowsAbout(id)).toEqual([])
})

describe('over HTTP', () => {
  const give = (headers: Record<string, string>, body: unknown) =>
    callOperation(giveFeedbackOperation, { params: { id }, headers, body })
  let user: Record<string, string>
  beforeEach(async () => {
    user = bearer(await tokenOf(minted.emailOf.analyst))
  })

  test('returns 201 with the decision', async () => {
    const response = await give(user, { decision: 'false_positive', notes: '  trimmed  ' })
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({
      id: (await detail()).decisions[0]?.id,
      transaction_id: id,
      decision: 'false_positive',
      decision_version: (await detail()).decision_version,
      decided_at: (await detail()).decisions[0]?.decided_at,
      replaced: null,
      repeated: false,
    })
    expect((await detail()).decisions[0]?.notes).toBe('trimmed')
  })

  test.each([
    ['letters', 'x'],
    ['letters outside the basic plane', '😀'],
    ['markup', '<script>'],
  ])('stores 2,048 characters of notes unchanged and rejects 2,049: %s', async (_, part) => {
    const longest = Array.from(part.repeat(2_048)).slice(0, 2_048).join('')
    expect((await give(user, { decision: 'escalated', notes: longest })).status).toBe(201)
    const rejected = await give(user, { decision: 'escalated', notes: `${longest}y` })
    expect(rejected.status).toBe(400)
    expect((await rejected.json()).errors[0].field).toBe('notes')
    expect((await detail()).decisions.map(({ notes }) => notes)).toEqual([longest])
  })

  test.each([
    [{ decision: 'escalated', notes: 'a\u0000b' }, 'invalid-text'],
    [{ decision: 'escalated', notes: 'a\ud800b' }, 'invalid-text'],
    [{ decision: 'retracted' }, 'invalid-request'],
    [{ decision: 'approve' }, 'invalid-request'],
    [{ notes: 'none' }, 'invalid-request'],
    [{ decision: 'escalated', user_id: '1' }, 'unknown-field'],
    [{ decision: 'escalated', notes: 7 }, 'invalid-request'],
  ])('rejects %j', async (body, code) => {
    const response = await give(user, body)
    expect(response.status).toBe(400)
    expect((await response.json()).type).toBe(`/docs/problems/${code}`)
    expect(await rowsAbout(id)).toEqual([])
  })

  test('rejects a key with any scopes', async () => {
    const response = await give(bearer(key), { decision: 'escalated' })
    expect(response.status).toBe(403)
    expect(await rowsAbout(id)).toEqual([])
  })
})
