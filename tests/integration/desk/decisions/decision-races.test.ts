import { changeCase, createCase } from '@/lib/desk/cases'
import { claimAlert } from '@/lib/desk/claims'
import { recordDecision, recordDecisions, undoDecision, undoDecisions } from '@/lib/desk/decisions'
import { nextAlert } from '@/lib/desk/queue'
import { getTransaction } from '@/lib/desk/transactions'
import { standing } from '@/lib/contract/decisions'
import { sqlState } from '@/lib/platform/db'
import { inWorkers } from '../../../support/in-workers'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

/** Decisions, undos, claims and closed cases at the same moment, each on a connection of its own. */
let minted: MintedTenant
let ids: string[]

beforeEach(async () => {
  minted = await mintTenant()
  await usePolicy(minted, [0.2, 0.8], [1e-9, 1])
  const scored = await scoreRows(await scoringKey(minted), tyingRows(6, 'race'))
  ids = scored.map(({ transaction_id }) => transaction_id)
})

const first = () => ids[0] ?? ''
const detail = (id = first()) => getTransaction(minted.as.analyst, id)
const codeOf = (error: unknown): string => sqlState(error) ?? String((error as { code?: unknown }).code)
/** The code of the rejection, or `done`. A busy machine may give up waiting for a lock: it changed nothing. */
const outcomeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => codeOf(error),
  )
const claims = () =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ transaction_id: string; user_id: string }>(
      'select transaction_id, user_id from claims where tenant_id = $1',
      [minted.tenant.id],
    )
    return rows
  })

/** The decision in force is that of the history, and the version counts its rows. */
async function expectConsistent(id: string): Promise<void> {
  const { decision, decision_version, decisions } = await detail(id)
  const rows = decisions.map((row) => ({ ...row, retractsId: row.retracts_id }))
  expect(decision).toBe(standing(rows).at(-1)?.decision ?? null)
  expect(decision_version).toBe(decisions.length)
}

test('of six decisions based on one version exactly one is recorded', async () => {
  const { analyst, senior_analyst, admin } = minted.as
  const users = [analyst, senior_analyst, admin]
  const outcomes = await inWorkers(6, Array(6).fill(0), (_, i) =>
    outcomeOf(
      recordDecision(users[i % 3] ?? admin, first(), { decision: 'escalated', notes: `click ${i}` }, 0),
    ),
  )
  expect(outcomes.toSorted()).toEqual([
    ...Array<string>(1).fill('done'),
    ...Array<string>(5).fill('version-conflict'),
  ])
  expect((await detail()).decisions).toHaveLength(1)
})

test('the same click several times at once is one decision', async () => {
  const clicks = await inWorkers(6, Array(6).fill(0), () =>
    recordDecision(minted.as.analyst, first(), { decision: 'confirmed_fraud' }, 0),
  )
  expect(new Set(clicks.map(({ id }) => id)).size).toBe(1)
  expect(clicks.filter(({ repeated }) => !repeated)).toHaveLength(1)
  expect((await detail()).decisions).toHaveLength(1)
})

test('a claim and a decision on one alert: either the decision comes first, or it is rejected', async () => {
  for (const id of ids) {
    const [claim, decision] = await Promise.all([
      outcomeOf(claimAlert(minted.as.analyst, id)),
      outcomeOf(recordDecision(minted.as.admin, id, { decision: 'confirmed_fraud' })),
    ])
    // A resolved alert cannot be claimed; a claimed one cannot be decided by another user.
    expect([
      ['done', 'claimed'],
      ['conflict', 'done'],
    ]).toContainEqual([claim, decision])
  }
  for (const { transaction_id } of await claims()) expect((await detail(transaction_id)).decision).toBeNull()
})

test('overlapping decisions, undos, claims and a closing case end without a deadlock, and nothing is lost', async () => {
  const { analyst, senior_analyst: senior, admin } = minted.as
  const theCase = await createCase(senior, {
    title: 'ring',
    priority: 'high',
    transaction_ids: ids.slice(2),
    entities: [],
  })
  const backwards = ids.toReversed()
  const steps: (() => Promise<unknown>)[] = [
    () => recordDecisions(senior, ids, { decision: 'confirmed_fraud', skip_claimed: true }),
    () => recordDecisions(admin, backwards, { decision: 'false_positive', override_claim: true }),
    () => undoDecisions(senior, backwards, { skip_claimed: true }),
    () => claimAlert(analyst, first()),
    () => nextAlert(analyst, { order: 'loss' }),
    () => nextAlert(admin, { order: 'time' }),
    () => recordDecision(analyst, first(), { decision: 'escalated' }),
    () => undoDecision(admin, first()),
    () =>
      changeCase(senior, theCase.id, theCase.version, {
        status: 'closed',
        outcome: 'confirmed_fraud',
        summary: 'a ring',
        override_claim: true,
      }),
  ]
  const outcomes = await inWorkers(6, [...steps, ...steps.toReversed()], (step) => outcomeOf(step()))
  const known = [
    'done',
    'claimed',
    'already-claimed',
    'conflict',
    'version-conflict',
    'missing-permission',
    'invalid-request',
  ]
  // Never a deadlock (40P01); a lock that is waited for too long (55P03) changes nothing.
  expect(outcomes.filter((code) => !known.includes(code) && code !== '55P03')).toEqual([])
  for (const id of ids) await expectConsistent(id)
})
