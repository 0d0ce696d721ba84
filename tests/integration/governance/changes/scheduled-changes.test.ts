/** @own-database */
import type { Context } from '@/lib/contract/context'
import { applyDueChanges, approveChange, getChange, withdrawChange } from '@/lib/governance/changes'
import { listNotifications } from '@/lib/messaging/notifications'
import { applyDueChangesJob } from '@/lib/process/jobs/apply-due-changes'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { anotherAdmin, auditOf, later, policiesOf, requestPolicy, setFourEyes } from './support'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
let minted: MintedTenant
let admin: Context

beforeAll(async () => {
  minted = await mintTenant()
  admin = minted.as.admin
})

let step = 0
const request = (startsAt: Date | null, by = admin) =>
  requestPolicy(by, { review_threshold: 0.02 + 0.001 * ++step }, startsAt)
const versionInForce = async () => (await policiesOf(minted))[0]?.version
/** A time after the start of all changes that an hour ahead was asked for. */
const due = () => later(2 * HOUR_MS)

it.each([
  ['in the past', -1_000, 'must lie in the future'],
  ['too far ahead', 91 * DAY_MS, 'must lie within 90 days'],
])('rejects a start %s', async (_, ms, reason) => {
  await expect(request(later(ms))).rejects.toMatchObject({
    code: 'invalid-request',
    errors: [{ field: 'starts_at', reason }],
  })
})

it('takes effect at its start, once, however many processes run the job', async () => {
  const version = (await versionInForce()) ?? 0
  const change = await request(later(HOUR_MS))
  expect(change).toMatchObject({ status: 'scheduled', applied_at: null })
  expect(await applyDueChanges(new Date())).toBe(0)
  expect(await versionInForce()).toBe(version)
  const applied = await Promise.all([applyDueChanges(due()), applyDueChanges(due()), applyDueChanges(due())])
  expect(applied.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(await versionInForce()).toBe(version + 1)
  expect(await getChange(admin, change.id)).toMatchObject({ status: 'applied', policy_version: version + 1 })
  expect((await auditOf(minted, change.id)).at(-1)).toMatchObject({
    action: 'change.applied',
    actorKind: 'system',
    actorId: 'change-clock',
  })
})

it('the job runs often enough to keep the two seconds', () => {
  expect(applyDueChangesJob.everyMs).toBeLessThanOrEqual(1_000)
})

it('changes of one time take effect in their order; what they were shown must hold', async () => {
  const at = later(HOUR_MS)
  const [first, second] = [await request(at), await request(at)]
  expect(await applyDueChanges(due())).toBe(1)
  expect(await getChange(admin, first.id)).toMatchObject({ status: 'applied' })
  expect(await getChange(admin, second.id)).toMatchObject({
    status: 'stale',
    failure: expect.stringContaining('no longer holds') as string,
  })
  expect((await auditOf(minted, second.id)).at(-1)).toMatchObject({ action: 'change.stale' })
  expect(await applyDueChanges(due())).toBe(0)
})

it('any administrator withdraws a scheduled change', async () => {
  const change = await request(later(HOUR_MS))
  const other = await anotherAdmin(minted)
  expect(await withdrawChange(other, change.id)).toMatchObject({
    status: 'withdrawn',
    decided_by: { id: other.actor.id },
  })
  expect(await applyDueChanges(due())).toBe(0)
  await expect(withdrawChange(admin, change.id)).rejects.toMatchObject({ code: 'conflict' })
})

it('under four eyes an approval schedules it; after its start the approval puts it in force', async () => {
  await setFourEyes(minted, true)
  const other = await anotherAdmin(minted)
  const approve = (id: string, hash: string) => approveChange(other, id, { shown_hash: hash, note: '' })
  const early = await request(later(HOUR_MS))
  expect(early.status).toBe('pending')
  expect(await applyDueChanges(due())).toBe(0)
  expect(await approve(early.id, early.shown_hash)).toMatchObject({ status: 'scheduled' })
  expect(await applyDueChanges(due())).toBe(1)

  const late = await request(later(HOUR_MS))
  await withClient('superuser', (client) =>
    client.query(
      `update change_requests set starts_at = now() - interval '1 minute' where tenant_id = $1 and id = $2`,
      [minted.tenant.id, late.id],
    ),
  )
  expect(await approve(late.id, late.shown_hash)).toMatchObject({ status: 'applied' })
})

it('a change that nobody approved does not take effect once four eyes are on; its requester is told', async () => {
  await setFourEyes(minted, false)
  const version = await versionInForce()
  const change = await request(later(HOUR_MS))
  await setFourEyes(minted, true)
  expect(await applyDueChanges(due())).toBe(0)
  expect(await getChange(admin, change.id)).toMatchObject({
    status: 'stale',
    failure: expect.stringContaining('Four eyes were switched on after it was scheduled') as string,
  })
  expect(await versionInForce()).toBe(version)
  expect((await listNotifications(admin, { limit: 1 })).items[0]).toMatchObject({
    kind: 'change_decided',
    change_id: change.id,
    text: expect.stringContaining('Your change did not take effect') as string,
  })
})
