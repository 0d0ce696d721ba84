import type { Context } from '@/lib/contract/context'
import { changeUser } from '@/lib/access/users'
import {
  approveChange,
  getChange,
  refreshPreview,
  rejectChange,
  restorePolicy,
  withdrawChange,
} from '@/lib/governance/changes'
import { withTenant } from '@/lib/platform/db'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { untilBlockedBy } from '../../../support/until-blocked'
import { anotherAdmin, auditOf, outcomesOf, policiesOf, requestPolicy, setFourEyes } from './support'

let minted: MintedTenant
let admin: Context
let second: Context

beforeAll(async () => {
  minted = await mintTenant()
  admin = minted.as.admin
  second = await anotherAdmin(minted)
  await setFourEyes(minted, true)
})

let step = 0
/** Requests thresholds that no other test has. */
const request = (by = admin) => requestPolicy(by, { review_threshold: 0.02 + 0.001 * ++step })
const approve = (ctx: Context, { id, shown_hash }: { id: string; shown_hash: string }) =>
  approveChange(ctx, id, { shown_hash, note: '' })
const versionInForce = async () => (await policiesOf(minted))[0]?.version

it('a change waits until another administrator approves exactly what was shown', async () => {
  const version = await versionInForce()
  const change = await request()
  expect(change).toMatchObject({
    status: 'pending',
    four_eyes: true,
    summary: 'Review threshold 0.019 → 0.021',
    before: { version, review_threshold: 0.019 },
    after: { review_threshold: 0.021, block_threshold: 0.5 },
    requested_by: { id: admin.actor.id, name: 'admin' },
  })
  expect(await versionInForce()).toBe(version)
  const approved = await approveChange(second, change.id, { shown_hash: change.shown_hash, note: 'Agreed' })
  expect(approved).toMatchObject({
    status: 'applied',
    decided_by: { id: second.actor.id },
    decision_note: 'Agreed',
    policy_version: (version ?? 0) + 1,
  })
  expect((await policiesOf(minted))[0]).toMatchObject({ reviewThreshold: 0.021, createdBy: admin.actor.id })
  const rows = await auditOf(minted, change.id)
  expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['change.requested', admin.actor.id],
    ['change.applied', second.actor.id],
  ])
  expect(rows[1]).toMatchObject({
    before: { status: 'pending', shown_hash: change.shown_hash },
    after: { status: 'applied' },
  })
})

it('rejects the approval of the user who requested it', async () => {
  const change = await request()
  await expect(approve(admin, change)).rejects.toMatchObject({ code: 'missing-permission' })
  await expect(rejectChange(admin, change.id, 'no')).rejects.toMatchObject({ code: 'missing-permission' })
  await expect(withdrawChange(second, change.id)).rejects.toMatchObject({ code: 'missing-permission' })
  expect(await withdrawChange(admin, change.id)).toMatchObject({ status: 'withdrawn' })
})

it('the database itself keeps one user from deciding alone', async () => {
  const { id } = await request()
  const alone = withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.changeRequest.updateMany({
      where: { id },
      data: { status: 'applied', appliedAt: new Date(), decidedBy: admin.actor.id, decidedAt: new Date() },
    }),
  )
  await expect(alone).rejects.toThrow('change_requests_four_eyes')
  await withdrawChange(admin, id)
})

it('rejects another hash than that of what is stored', async () => {
  const change = await request()
  await expect(approve(second, { ...change, shown_hash: 'f'.repeat(64) })).rejects.toMatchObject({
    code: 'stale',
  })
  const refreshed = await refreshPreview(second, change.id, 30)
  expect(refreshed.shown_hash).not.toBe(change.shown_hash)
  expect(refreshed.impact?.windows.map(({ days }) => days)).toEqual([7, 30])
  await expect(approve(second, change)).rejects.toMatchObject({ code: 'stale' })
  expect(await approve(second, refreshed)).toMatchObject({ status: 'applied' })
})

it('what another change replaced meanwhile must be shown again', async () => {
  const [first, other] = [await request(), await request(second)]
  expect(await approve(second, first)).toMatchObject({ status: 'applied' })
  await expect(approve(admin, other)).rejects.toMatchObject({ code: 'stale' })
  expect(await getChange(admin, other.id)).toMatchObject({ status: 'pending' })
  const refreshed = await refreshPreview(admin, other.id, 7)
  expect(refreshed.before).toMatchObject({ version: await versionInForce() })
  expect(await approve(admin, refreshed)).toMatchObject({
    status: 'applied',
    policy_version: await versionInForce(),
  })
})

it('a disabled or demoted requester no longer stands behind a change', async () => {
  const third = await anotherAdmin(minted)
  const change = await request(third)
  const id = third.actor.id ?? ''
  await changeUser(admin, id, { status: 'disabled' })
  await expect(approve(second, change)).rejects.toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('disabled') as string,
  })
  await changeUser(admin, id, { status: 'active' })
  await changeUser(admin, id, { role: 'analyst' })
  await expect(approve(second, change)).rejects.toMatchObject({ code: 'conflict' })
  expect(await rejectChange(second, change.id, 'The requester has left')).toMatchObject({
    status: 'rejected',
  })
})

it('of two approvals at the same time one takes effect', async () => {
  const third = await anotherAdmin(minted)
  const version = (await versionInForce()) ?? 0
  const change = await request()
  expect(await outcomesOf([approve(second, change), approve(third, change)])).toEqual(['applied', 'conflict'])
  expect(await versionInForce()).toBe(version + 1)
})

it('of an approval and a withdrawal at the same time one takes effect', async () => {
  for (let round = 0; round < 5; round++) {
    const version = (await versionInForce()) ?? 0
    const change = await request()
    const outcomes = await outcomesOf([approve(second, change), withdrawChange(admin, change.id)])
    expect(['applied', 'withdrawn']).toContain(outcomes.find((outcome) => outcome !== 'conflict'))
    expect(outcomes).toContain('conflict')
    const { status } = await getChange(admin, change.id)
    expect(outcomes).toContain(status)
    expect(await versionInForce()).toBe(status === 'applied' ? version + 1 : version)
  }
})

it('two changes of one policy at the same time: one takes effect, the other is stale', async () => {
  const [one, other] = [await request(), await request(second)]
  expect(await outcomesOf([approve(second, one), approve(admin, other)])).toEqual(['applied', 'stale'])
})

it('going back to an earlier version is a change request', async () => {
  const earliest = (await policiesOf(minted)).at(-1)
  const change = await restorePolicy(admin, earliest?.id ?? '', { reason: 'It was better', starts_at: null })
  expect(change).toMatchObject({ status: 'pending', after: { review_threshold: earliest?.reviewThreshold } })
  expect(change.summary).toMatch(/^Back to policy version 1: Review threshold/)
  expect(await approve(second, change)).toMatchObject({ status: 'applied' })
  const [now] = await policiesOf(minted)
  expect(now?.reviewThreshold).toBe(earliest?.reviewThreshold)
  await expect(
    restorePolicy(admin, earliest?.id ?? '', { reason: 'again', starts_at: null }),
  ).rejects.toMatchObject({ code: 'invalid-request' })
})

it('a process that dies in the middle leaves the old state, and the next attempt the new one', async () => {
  const version = (await versionInForce()) ?? 0
  const change = await request()
  const attempt = await withClient('superuser', async (client) => {
    // Holds the row that the approval updates last: by then the new policy is written, but not committed.
    await client.query('begin')
    await client.query('select 1 from change_requests where tenant_id = $1 and id = $2 for update', [
      minted.tenant.id,
      change.id,
    ])
    const attempted = approve(second, change).catch((error: unknown) => error)
    const [own] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows
    const waiting = await untilBlockedBy(own!.pid, attempted)
    await client.query('select pg_terminate_backend(pid) from unnest($1::int[]) t (pid)', [waiting])
    const outcome = await attempted
    await client.query('rollback')
    return outcome
  })
  expect(attempt).toBeInstanceOf(Error)
  expect(await versionInForce()).toBe(version)
  expect(await getChange(admin, change.id)).toMatchObject({ status: 'pending', policy_version: null })
  expect((await auditOf(minted, change.id)).map(({ action }) => action)).toEqual(['change.requested'])
  expect(await approve(second, change)).toMatchObject({ status: 'applied', policy_version: version + 1 })
})
