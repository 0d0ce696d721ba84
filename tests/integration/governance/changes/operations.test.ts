import {
  approveChangeOperation,
  getChangeOperation,
  listChangesOperation,
  listPoliciesOperation,
  previewChangeOperation,
  refreshPreviewOperation,
  rejectChangeOperation,
  requestChangeOperation,
  restorePolicyOperation,
  setThresholdOperation,
  withdrawChangeOperation,
} from '@/lib/governance/changes/api'
import type { ChangeItem, ChangeRequest } from '@/lib/governance/changes/schema'
import { listModels } from '@/lib/governance/models'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, codeOf, tokenOf } from '../../access/auth/support'
import { anotherAdmin, later, policiesOf, setFourEyes } from './support'

type Call = Parameters<typeof callOperation>
let minted: MintedTenant
let first: Record<string, string>
let second: Record<string, string>
let modelId: string

beforeAll(async () => {
  minted = await mintTenant()
  first = bearer(await tokenOf(minted.emailOf.admin))
  const other = await anotherAdmin(minted)
  second = bearer(await tokenOf(other.actor.kind === 'user' ? other.actor.email : ''))
  modelId = (await listModels(minted.as.admin)).items[0]?.id ?? ''
})
beforeEach(() => setFourEyes(minted, false))

const call = (operation: Call[0], given: Call[1] = {}, headers = first) =>
  callOperation(operation, { ...given, headers: { ...headers, ...given.headers } })
/** The body of a response with this status. */
async function ok<T = ChangeRequest>(status: number, response: Promise<Response>): Promise<T> {
  const received = await response
  const body = (await received.json()) as T
  expect({ status: received.status, body }).toMatchObject({ status })
  return body
}
const problem = async (response: Promise<Response>) => {
  const received = await response
  return [received.status, await codeOf(received)]
}

let step = 0
const change = (payload: Record<string, unknown> = { review_threshold: 0.02 + 0.001 * ++step }) => ({
  kind: 'policy',
  payload,
})
const body = (given: Record<string, unknown> = {}) => ({
  change: change(),
  reason: 'Too many alerts',
  days: 7,
  ...given,
})
const request = (given: Record<string, unknown> = {}, headers = first) =>
  ok(201, call(requestChangeOperation, { body: body(given) }, headers))

describe('PATCH /api/models/{id}/threshold', () => {
  const patch = (threshold: unknown, id = modelId, headers = first) =>
    call(setThresholdOperation, { params: { id }, body: { threshold } }, headers)

  it('changes the next score; earlier decisions keep their policy version', async () => {
    const key = await scoringKey(minted)
    const [before] = await scoreRows(key, tyingRows(1, 'before'))
    const score = before?.score ?? 0
    expect(score).toBeLessThan(before?.threshold ?? 0)
    expect(before?.outcome).toBe('approve')
    const response = await ok<{ threshold: number; change: ChangeItem }>(200, patch(score / 2))
    expect(response).toMatchObject({
      id: modelId,
      stage: 'production',
      threshold: score / 2,
      change: { kind: 'policy', status: 'applied' },
    })
    const [after] = await scoreRows(key, tyingRows(1, 'after'))
    expect(after).toMatchObject({
      score,
      outcome: 'review',
      threshold: score / 2,
      policy_version: (before?.policy_version ?? 0) + 1,
    })
    const stored = await withClient('superuser', (client) =>
      client.query(
        'select policy_version, outcome from predictions where tenant_id = $1 and transaction_id = $2',
        [minted.tenant.id, before?.transaction_id],
      ),
    )
    expect(stored.rows).toEqual([{ policy_version: before?.policy_version, outcome: 'approve' }])
  })

  it('a threshold above that for blocking raises it as well', async () => {
    await ok(200, patch(0.7))
    expect((await policiesOf(minted))[0]).toMatchObject({ reviewThreshold: 0.7, blockThreshold: 0.7 })
    await ok(200, patch(0.02))
  })

  it('under four eyes the threshold in force stays until the approval', async () => {
    await setFourEyes(minted, true)
    const response = await ok<{ threshold: number; change: ChangeItem }>(200, patch(0.3))
    expect(response).toMatchObject({ threshold: 0.02, change: { status: 'pending' } })
    await ok(200, call(withdrawChangeOperation, { params: { id: response.change.id } }))
  })

  it.each([0, 1, -0.1, 1.5, '0.5', null])('rejects %j', async (threshold) => {
    expect(await problem(patch(threshold))).toEqual([400, 'invalid-request'])
  })

  it('rejects the value in force, unknown models and models that are not in production', async () => {
    const [{ reviewThreshold } = { reviewThreshold: 0 }] = await policiesOf(minted)
    expect(await problem(patch(reviewThreshold))).toEqual([400, 'invalid-request'])
    expect(await problem(patch(0.5, newId()))).toEqual([404, 'not-found'])
    const archived = newId()
    await withClient('superuser', (client) =>
      client.query(
        `insert into model_versions (tenant_id, id, name, version, stage, manifest_sha256, feature_names, metrics)
         select tenant_id, $2, name, '0.0.1', 'archived', manifest_sha256, feature_names, metrics
           from model_versions where tenant_id = $1 and id = $3`,
        [minted.tenant.id, archived, modelId],
      ),
    )
    expect(await problem(patch(0.5, archived))).toEqual([409, 'conflict'])
  })
})

describe('change requests', () => {
  it('are previewed, requested, listed and read', async () => {
    const wanted = change()
    const preview = await ok<{ before_hash: string; summary: string; impact: object }>(
      200,
      call(previewChangeOperation, { body: { change: wanted, days: 7 } }),
    )
    expect(preview.impact).toMatchObject({ currency: 'USD', windows: [{ days: 7 }] })
    const made = await request({ change: wanted, before_hash: preview.before_hash })
    expect(made).toMatchObject({ status: 'applied', summary: preview.summary, four_eyes: false })
    const again = call(requestChangeOperation, { body: body({ before_hash: preview.before_hash }) })
    expect(await problem(again)).toEqual([409, 'stale'])
    expect(await ok(200, call(getChangeOperation, { params: { id: made.id } }))).toEqual(made)

    const page = await ok<{ items: ChangeItem[]; next_cursor: string }>(
      200,
      call(listChangesOperation, { query: '?status=applied&limit=1' }),
    )
    expect(page.items).toMatchObject([{ id: made.id }])
    expect(page.items[0]).not.toHaveProperty('impact')
    const next = await ok<{ items: ChangeItem[] }>(
      200,
      call(listChangesOperation, { query: `?status=applied&limit=1&cursor=${page.next_cursor}` }),
    )
    expect(next.items).toHaveLength(1)
    expect(next.items[0]?.id).not.toBe(made.id)
    const foreign = call(listChangesOperation, { query: `?cursor=${page.next_cursor}` })
    expect(await problem(foreign)).toEqual([400, 'invalid-cursor'])
  })

  it('are approved, rejected, withdrawn and previewed again under four eyes', async () => {
    await setFourEyes(minted, true)
    const made = await request()
    const params = { id: made.id }
    const approve = (shown_hash: string, headers = second) =>
      call(approveChangeOperation, { params, body: { shown_hash } }, headers)
    expect(await problem(approve(made.shown_hash, first))).toEqual([403, 'missing-permission'])
    expect(await problem(approve('0'.repeat(64)))).toEqual([409, 'stale'])
    const fresh = await ok(200, call(refreshPreviewOperation, { params, body: { days: 90 } }, second))
    expect(await ok(200, approve(fresh.shown_hash))).toMatchObject({ status: 'applied' })
    expect(await problem(approve(fresh.shown_hash))).toEqual([409, 'conflict'])
    expect(await problem(call(refreshPreviewOperation, { params, body: {} }))).toEqual([409, 'conflict'])

    const other = { id: (await request()).id }
    const reject = (headers: Record<string, string>, note = 'Not now') =>
      call(rejectChangeOperation, { params: other, body: { note } }, headers)
    expect(await problem(reject(first))).toEqual([403, 'missing-permission'])
    expect(await problem(reject(second, ' '))).toEqual([400, 'invalid-request'])
    expect(await ok(200, reject(second))).toMatchObject({ status: 'rejected', decision_note: 'Not now' })
    expect(await problem(reject(second))).toEqual([409, 'conflict'])

    const third = { params: { id: (await request()).id } }
    expect(await problem(call(withdrawChangeOperation, third, second))).toEqual([403, 'missing-permission'])
    expect(await ok(200, call(withdrawChangeOperation, third))).toMatchObject({ status: 'withdrawn' })
    expect(await problem(call(withdrawChangeOperation, third))).toEqual([409, 'conflict'])
  })

  it.each([
    [{ review_threshold: 0 }, 'change.payload.review_threshold'],
    [{ review_threshold: 0.95 }, 'change.payload.block_threshold'],
    [{ medium_from: 0.9 }, 'change.payload.high_from'],
    [{}, 'change.payload.review_threshold'],
    [{ block_threshold: 1.1 }, 'change.payload.block_threshold'],
  ])('rejects the policy %j and names the field', async (payload, field) => {
    const response = await call(requestChangeOperation, { body: body({ change: change(payload) }) })
    expect(response.status).toBe(400)
    expect((await response.json()).errors).toMatchObject([{ field }])
  })

  it('rejects an unknown kind, an empty reason and a start in the past', async () => {
    for (const wrong of [
      { change: { kind: 'rules', payload: {} } },
      { reason: ' ' },
      { starts_at: later(-60_000).toISOString() },
      { days: 8 },
    ]) {
      const response = call(requestChangeOperation, { body: body(wrong) })
      expect(await problem(response)).toEqual([400, 'invalid-request'])
    }
  })

  it('without a policy nothing can be changed', async () => {
    const empty = await mintTenant()
    await withClient('superuser', (client) =>
      client.query('delete from policies where tenant_id = $1', [empty.tenant.id]),
    )
    const headers = bearer(await tokenOf(empty.emailOf.admin))
    for (const operation of [previewChangeOperation, requestChangeOperation]) {
      const given = operation === previewChangeOperation ? { change: change(), days: 7 } : body()
      expect(await problem(call(operation, { body: given }, headers))).toEqual([503, 'no-production-model'])
    }
  })
})

describe('versions of the policy', () => {
  it('are listed with who made them and the change request; an earlier one is restored', async () => {
    const made = await request()
    const page = await ok<{ items: Record<string, unknown>[]; next_cursor: string }>(
      200,
      call(listPoliciesOperation, { query: '?limit=2' }),
    )
    expect(page.items[0]).toMatchObject({
      version: made.policy_version,
      created_by: { id: minted.as.admin.actor.id },
      change_id: made.id,
    })
    const rest = await ok<{ items: Record<string, unknown>[] }>(
      200,
      call(listPoliciesOperation, { query: `?limit=200&cursor=${page.next_cursor}` }),
    )
    const earliest = rest.items.at(-1)
    expect(earliest).toMatchObject({ version: 1, change_id: null, review_threshold: 0.019 })
    const restore = (id: unknown) =>
      call(restorePolicyOperation, { params: { id: String(id) }, body: { reason: 'It was better' } })
    expect(await ok(201, restore(earliest?.id))).toMatchObject({
      status: 'applied',
      after: { review_threshold: 0.019 },
    })
    expect(await problem(restore(earliest?.id))).toEqual([400, 'invalid-request'])
    expect(await problem(restore(newId()))).toEqual([404, 'not-found'])
    const wrong = call(listPoliciesOperation, { query: '?cursor=nonsense' })
    expect(await problem(wrong)).toEqual([400, 'invalid-cursor'])
  })
})
