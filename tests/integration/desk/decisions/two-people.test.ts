import { changeCase, createCase, getCase } from '@/lib/desk/cases'
import { claimAlert } from '@/lib/desk/claims'
import { decideMatching, decideOpenAlerts, recordDecision, recordDecisions } from '@/lib/desk/decisions'
import { undoDecision, undoDecisions } from '@/lib/desk/decisions'
import { getTransaction } from '@/lib/desk/transactions'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import { listNotifications } from '@/lib/messaging/notifications'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

/** Claims and versions where two users work on the same alerts. */
let minted: MintedTenant
let ids: string[]
let first: string
let second: string

beforeEach(async () => {
  minted = await mintTenant()
  await usePolicy(minted, [0.2, 0.8], [1e-9, 1])
  const scored = await scoreRows(await scoringKey(minted), tyingRows(4, 'two'))
  ids = scored.map(({ transaction_id }) => transaction_id)
  ;[first = '', second = ''] = ids
})

const detail = (id = first) => getTransaction(minted.as.analyst, id)
const fraud = { decision: 'confirmed_fraud' } as const
const override = { override_claim: true }
const rowsOf = <T extends object>(sql: string) =>
  withClient('superuser', async (client) => (await client.query<T>(sql, [minted.tenant.id])).rows)
const claims = () => rowsOf('select transaction_id from claims where tenant_id = $1')
const decisions = () => rowsOf('select id from analyst_decisions where tenant_id = $1')
const labels = (id: string) =>
  rowsOf<{ is_fraud: boolean; sign: number }>(
    `select is_fraud, sign from transaction_labels where tenant_id = $1 and transaction_id = '${id}' order by seq`,
  )

/** A case over all four alerts, ready to be closed. */
const openCase = () =>
  createCase(minted.as.analyst, {
    title: 'ring',
    priority: 'high',
    transaction_ids: ids,
    entities: [],
  })
const CLOSING = { status: 'closed', outcome: 'confirmed_fraud', summary: 'a ring' } as const

describe('a claim of another user', () => {
  beforeEach(() => claimAlert(minted.as.analyst, first))

  const filter = () => transactionFilter.parse({ q: first })
  const entrances: [string, (choice?: { override_claim?: boolean }) => Promise<unknown>][] = [
    ['a decision', (choice) => recordDecision(minted.as.senior_analyst, first, { ...fraud, ...choice })],
    [
      'a decision on several ids',
      (choice) => recordDecisions(minted.as.senior_analyst, ids, { ...fraud, ...choice }),
    ],
    [
      'a decision on a filter',
      (choice) =>
        decideMatching(minted.as.senior_analyst, {
          filter: filter(),
          expected_count: 1,
          ...fraud,
          ...choice,
        }),
    ],
    [
      'a decision on the open alerts of an entity',
      async (choice) => {
        const account = { kind: 'account' as const, id: (await detail()).sender_account }
        return await decideOpenAlerts(minted.as.senior_analyst, account, { ...fraud, ...choice })
      },
    ],
    [
      'closing a case',
      async (choice) => {
        const { id, version } = await openCase()
        return await changeCase(minted.as.senior_analyst, id, version, { ...CLOSING, ...choice })
      },
    ],
  ]

  test.each(entrances)('rejects %s of another user, who may override it', async (_, enter) => {
    await expect(enter()).rejects.toMatchObject({
      code: 'claimed',
      claims: [{ transaction_id: first, user_name: 'analyst', user_id: minted.as.analyst.actor.id }],
    })
    expect(await decisions()).toEqual([])
    await enter(override)
    expect((await detail()).decision).toBe('confirmed_fraud')
    expect(await claims()).toEqual([])
    expect((await detail()).audit_trail).toContainEqual(
      expect.objectContaining({ action: 'claim.overridden', actor_name: 'senior_analyst' }),
    )
    const { items } = await listNotifications(minted.as.analyst, { limit: 5 })
    expect(items).toMatchObject([
      {
        kind: 'claim_overridden',
        text: 'senior_analyst changed the decision on an alert that you had claimed',
        transaction_id: first,
        case: null,
      },
    ])
  })

  test('rejects an undo, alone and of several', async () => {
    await recordDecision(minted.as.analyst, second, { decision: 'escalated' })
    await recordDecision(minted.as.senior_analyst, ids[2] ?? '', { decision: 'escalated' })
    await claimAlert(minted.as.analyst, ids[2] ?? '')
    const senior = minted.as.senior_analyst
    await expect(undoDecision(senior, ids[2] ?? '')).rejects.toMatchObject({ code: 'claimed' })
    await expect(undoDecisions(senior, ids.slice(0, 3))).rejects.toMatchObject({ code: 'claimed' })
    expect(await undoDecisions(senior, ids.slice(0, 3), { skip_claimed: true })).toMatchObject({
      undone: 0,
      kept: 3,
      skipped: [{ transaction_id: ids[2] }],
    })
    expect(await undoDecision(senior, ids[2] ?? '', override)).toMatchObject({ decision: null })
  })

  test('is left alone with skip_claimed, and the rest is decided', async () => {
    const done = await recordDecisions(minted.as.senior_analyst, ids, { ...fraud, skip_claimed: true })
    expect(done).toMatchObject({ updated: 3, skipped: [{ transaction_id: first, user_name: 'analyst' }] })
    expect(done.transaction_ids).not.toContain(first)
    expect((await detail()).decision).toBeNull()
    expect(await claims()).toEqual([{ transaction_id: first }])
    const both = recordDecisions(minted.as.senior_analyst, ids, { ...fraud, ...override, skip_claimed: true })
    await expect(both).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test('cannot be overridden by an analyst; the own claim and an expired one do not matter', async () => {
    await recordDecision(minted.as.analyst, first, fraud)
    await claimAlert(minted.as.senior_analyst, second)
    const attempt = recordDecision(minted.as.analyst, second, { ...fraud, ...override })
    await expect(attempt).rejects.toMatchObject({ code: 'missing-permission' })
    await rowsOf("update claims set expires_at = now() - interval '1 second' where tenant_id = $1")
    await recordDecision(minted.as.analyst, second, fraud)
    expect((await listNotifications(minted.as.senior_analyst, { limit: 5 })).items).toEqual([])
  })
})

describe('the version of a decision', () => {
  test('grows with each decision and undo, in the transaction and in lists', async () => {
    expect((await detail()).decision_version).toBe(0)
    expect(await recordDecision(minted.as.analyst, first, fraud, 0)).toMatchObject({
      decision_version: 1,
      replaced: null,
    })
    expect(await undoDecision(minted.as.analyst, first, { expectedVersion: 1 })).toEqual({
      decision: null,
      decision_version: 2,
    })
    expect((await detail()).decision_version).toBe(2)
    const theCase = await openCase()
    expect(theCase.transactions.find(({ transaction_id: id }) => id === first)?.decision_version).toBe(2)
  })

  test('rejects a decision and an undo based on an older one, and names what is in force', async () => {
    await recordDecision(minted.as.analyst, first, fraud, 0)
    const stale = {
      code: 'version-conflict',
      currentVersion: 1,
      decisions: [
        { transaction_id: first, decision: 'confirmed_fraud', decision_version: 1, user_name: 'analyst' },
      ],
    }
    const { admin, analyst } = minted.as
    await expect(recordDecision(admin, first, { decision: 'escalated' }, 0)).rejects.toMatchObject(stale)
    await expect(undoDecision(analyst, first, { expectedVersion: 0 })).rejects.toMatchObject(stale)
    const many = recordDecisions(admin, ids, { decision: 'escalated' }, new Map(ids.map((id) => [id, 0])))
    await expect(many).rejects.toMatchObject({ code: 'version-conflict', decisions: stale.decisions })
    expect(await decisions()).toHaveLength(1)
  })

  test('is not needed: the response names what was replaced', async () => {
    await recordDecision(minted.as.analyst, first, { decision: 'escalated' })
    const before = { transaction_id: first, decision: 'escalated', user_name: 'analyst', decision_version: 1 }
    expect(await recordDecision(minted.as.admin, first, fraud)).toMatchObject({ replaced: before })
    await recordDecision(minted.as.analyst, second, { decision: 'escalated' })
    const many = await recordDecisions(minted.as.admin, ids, { decision: 'false_positive' })
    expect(many.replaced.map(({ transaction_id: id }) => id).sort()).toEqual([first, second].sort())
  })

  test('keeps an undo of several away from what changed since', async () => {
    const { transaction_ids, decision_versions } = await recordDecisions(minted.as.admin, ids, fraud)
    await recordDecision(minted.as.admin, first, { decision: 'escalated' })
    const expected = new Map(transaction_ids.map((id, i) => [id, decision_versions[i] ?? 0]))
    expect(await undoDecisions(minted.as.admin, ids, {}, expected)).toMatchObject({ undone: 3, kept: 1 })
    expect((await detail()).decision).toBe('escalated')
  })
})

describe('a repeated decision', () => {
  test('of the same user is one decision, and its undo restores what was before the click', async () => {
    await recordDecision(minted.as.admin, first, { decision: 'escalated', notes: 'look' })
    const once = await recordDecision(minted.as.analyst, first, { ...fraud, notes: 'called' }, 1)
    const again = await recordDecision(minted.as.analyst, first, { ...fraud, notes: 'called' }, 1)
    expect(again).toEqual({ ...once, replaced: null, repeated: true })
    expect(await recordDecision(minted.as.analyst, first, fraud)).toMatchObject({
      id: once.id,
      repeated: true,
    })
    expect(await decisions()).toHaveLength(2)
    expect(await undoDecision(minted.as.analyst, first)).toMatchObject({ decision: 'escalated' })
  })

  test('with other notes, of another user or after another decision is a new one', async () => {
    const { analyst, admin } = minted.as
    await recordDecision(analyst, first, { ...fraud, notes: 'one' })
    expect(await recordDecision(analyst, first, { ...fraud, notes: 'two' })).toMatchObject({
      repeated: false,
    })
    expect(await recordDecision(admin, first, fraud)).toMatchObject({ repeated: false })
    expect(await recordDecision(analyst, first, fraud)).toMatchObject({ repeated: false })
    expect(await decisions()).toHaveLength(4)
  })
})

test('an undo restores the label with its time of arrival, and the states of the entities', async () => {
  const states = () =>
    rowsOf(
      `select kind, entity_id, encode(packed, 'hex') as state from entity_states
        where tenant_id = $1 order by kind, entity_id`,
    )
  const arrivals = async () =>
    (
      await rowsOf<{ arrived_at: Date }>(
        `select arrived_at from transaction_labels where tenant_id = $1 and sign = 1 order by seq`,
      )
    ).map(({ arrived_at }) => arrived_at.getTime())
  await recordDecision(minted.as.admin, first, fraud)
  const before = await states()
  expect(before.length).toBeGreaterThan(0)
  await recordDecision(minted.as.analyst, first, { decision: 'escalated' })
  await undoDecision(minted.as.analyst, first)
  expect(await labels(first)).toEqual([
    { is_fraud: true, sign: 1 },
    { is_fraud: true, sign: -1 },
    { is_fraud: true, sign: 1 },
  ])
  const [once, again] = await arrivals()
  expect(again).toBe(once)
  expect(await states()).toEqual(before)
  // A legitimate payment ends the receiver's run of frauds; its undo continues the run.
  await recordDecision(minted.as.analyst, second, { decision: 'false_positive' })
  expect(await states()).not.toEqual(before)
  await undoDecision(minted.as.analyst, second)
  expect(await states()).toEqual(before)
})

describe('closing a case', () => {
  test('as fraud decides and labels its open alerts; others stay as they are', async () => {
    const senior = minted.as.senior_analyst
    await recordDecision(minted.as.analyst, first, { decision: 'false_positive' })
    await recordDecision(minted.as.analyst, second, { decision: 'escalated' })
    const { id, version, open_alert_count } = await openCase()
    expect(open_alert_count).toBe(3)
    const closed = await changeCase(senior, id, version, CLOSING)
    expect(closed).toMatchObject({ status: 'closed', open_alert_count: 0 })
    expect(closed.timeline.items[0]?.text).toBe(
      'senior_analyst closed the case: Confirmed fraud, and decided its 3 alerts',
    )
    const verdicts = await Promise.all(ids.map(async (one) => (await detail(one)).decision))
    expect(verdicts).toEqual(['false_positive', 'confirmed_fraud', 'confirmed_fraud', 'confirmed_fraud'])
    expect((await detail(second)).decisions.at(-1)?.notes).toBe(`Closed with ${closed.key}. a ring`)
    expect(await labels(second)).toEqual([{ is_fraud: true, sign: 1 }])
  })

  test('leaves them open with leave_alerts, and for an outcome that says nothing of them', async () => {
    const senior = minted.as.senior_analyst
    const one = await openCase()
    const left = await changeCase(senior, one.id, one.version, { ...CLOSING, leave_alerts: true })
    expect(left).toMatchObject({ status: 'closed', open_alert_count: 4 })
    const other = await openCase()
    await changeCase(minted.as.analyst, other.id, other.version, { ...CLOSING, outcome: 'inconclusive' })
    expect(await decisions()).toEqual([])
  })

  test('needs the permission for several; nothing is done without it', async () => {
    const { id, version } = await openCase()
    const attempt = changeCase(minted.as.analyst, id, version, CLOSING)
    await expect(attempt).rejects.toMatchObject({ code: 'missing-permission' })
    expect((await getCase(minted.as.analyst, id)).status).toBe('open')
    expect(await decisions()).toEqual([])
    const field = changeCase(minted.as.analyst, id, version, { title: 'other', leave_alerts: true })
    await expect(field).rejects.toMatchObject({ errors: [{ field: 'leave_alerts' }] })
  })
})
