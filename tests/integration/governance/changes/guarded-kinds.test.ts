import { changeTenant, getTenant } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { setCanary, stopCanary } from '@/lib/governance/challengers'
import { approveChange, countWaiting, getChange, rejectChange, requestChange } from '@/lib/governance/changes'
import { type Change, releasesResponse, velocityPayload } from '@/lib/governance/changes/schema'
import { getExploration, setExploration } from '@/lib/governance/exploration'
import { getVelocity } from '@/lib/governance/velocity'
import { listNotifications } from '@/lib/messaging/notifications'
import { useChallenger } from '../../../support/challenger-model'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { storedScore, storeScores } from '../../../support/stored-scores'
import { anotherAdmin, auditOf, setFourEyes } from './support'

/** What four eyes guard beside policy, lists and models: their own end, exploration, and a canary that decides for more senders. */
const DAY_MS = 86_400_000
let minted: MintedTenant
let admin: Context
let second: Context

beforeAll(async () => {
  minted = await mintTenant()
  admin = minted.as.admin
  second = await anotherAdmin(minted)
})
beforeEach(() => setFourEyes(minted, true))

const request = (change: Change, by = admin) =>
  requestChange(by, { change, days: 7, reason: 'why', starts_at: null, before_hash: null })
const approve = ({ id, shown_hash }: { id: string; shown_hash: string }, by = second) =>
  approveChange(by, id, { shown_hash, note: '' })
const fourEyes = async () => (await getTenant(admin)).four_eyes
const newest = async (ctx: Context) => (await listNotifications(ctx, { limit: 1 })).items[0]

const END: Change = { kind: 'four-eyes', payload: { four_eyes: false } }

describe('the end of four eyes', () => {
  it('takes two administrators; one alone can only switch them on', async () => {
    await expect(changeTenant(admin, { four_eyes: false, name: 'Both' })).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('Another administrator approves') as string,
    })
    expect(await getTenant(admin)).toMatchObject({ four_eyes: true })
    const { version } = await getTenant(admin)
    const change = await request(END)
    expect(change).toMatchObject({ status: 'pending', summary: 'Switch four eyes off', impact: null })
    await expect(approve(change, admin)).rejects.toMatchObject({ code: 'missing-permission' })
    expect(await fourEyes()).toBe(true)
    expect(await approve(change)).toMatchObject({ status: 'applied', policy_version: null })
    expect(await getTenant(admin)).toMatchObject({ four_eyes: false, version: version + 1 })
    expect((await auditOf(minted, minted.tenant.id)).at(-1)).toMatchObject({
      action: 'tenant.settings-changed',
      actorId: second.actor.id,
      before: { four_eyes: true },
      after: { four_eyes: false },
    })
    await expect(request(END)).rejects.toMatchObject({ code: 'invalid-request' })
    expect(await changeTenant(admin, { four_eyes: true })).toMatchObject({ four_eyes: true })
  })

  it('waits for the others, who are told; the requester hears what became of it', async () => {
    const change = await request(END)
    expect(await countWaiting(second)).toBe(1)
    expect(await countWaiting(admin)).toBe(0)
    expect(await newest(second)).toMatchObject({
      kind: 'change_waits',
      change_id: change.id,
      text: 'admin asks for your approval: Switch four eyes off',
    })
    await rejectChange(second, change.id, 'We need them')
    const name = second.actor.kind === 'user' ? second.actor.name : ''
    expect(await newest(admin)).toMatchObject({
      kind: 'change_decided',
      change_id: change.id,
      text: `${name} rejected your change: Switch four eyes off`,
    })
    expect(await countWaiting(second)).toBe(0)
  })
})

describe('exploration', () => {
  const settings = (share: number, cap = '100', budget = '250') => ({
    share,
    amount_cap: cap,
    daily_budget: budget,
  })
  const explore = (share: number, cap?: string, budget?: string): Change => ({
    kind: 'exploration',
    payload: settings(share, cap, budget),
  })

  beforeAll(async () => {
    // Three days: on each 40 blocked payments of 20 and one above the cap, a block of a list, and a review.
    const at = (day: number) => new Date(Date.now() - day * DAY_MS - 3_600_000)
    const blocked = { outcome: 'block' as const, codes: ['score_above_block'], score: 0.75 }
    await storeScores(
      minted,
      [0, 1, 2].flatMap((day) => [
        ...Array.from({ length: 40 }, () => storedScore({ ...blocked, occurredAt: at(day), amount: 20 })),
        storedScore({ ...blocked, occurredAt: at(day), amount: 100.01 }),
        storedScore({ ...blocked, occurredAt: at(day), codes: ['sender_blocked'], amount: 20 }),
        storedScore({ occurredAt: at(day), outcome: 'review', codes: ['score_above_review'], score: 0.2 }),
      ]),
    )
  })

  it('shows what would have been let through in expectation, within the budget of each day', async () => {
    const free = releasesResponse.parse((await request(explore(0.25))).releases)
    expect(free.candidates).toBe(123)
    const days = free.covered_days
    expect(days).toBeGreaterThan(2)
    expect(days).toBeLessThan(2.1)
    expect(free.before).toEqual({
      payments_per_day: 0,
      amount_per_day: '0.00',
      fraud_amount_per_day: '0.00',
    })
    expect(free.after.payments_per_day).toBeCloseTo((3 * 0.25 * 40) / days, 9)
    expect(Number(free.after.amount_per_day)).toBeCloseTo((3 * 200) / days, 2)
    expect(Number(free.after.fraud_amount_per_day)).toBeCloseTo((3 * 150) / days, 2)
    const cut = releasesResponse.parse((await request(explore(0.5))).releases)
    expect(Number(cut.after.amount_per_day)).toBeCloseTo((3 * 250) / cut.covered_days, 2)
    expect(cut.after.payments_per_day).toBeCloseTo((3 * 12.5) / cut.covered_days, 9)
  })

  it('more of it takes two administrators, less of it one', async () => {
    await expect(setExploration(admin, settings(0.1))).rejects.toMatchObject({ code: 'conflict' })
    const change = await request(explore(0.1))
    expect(change.summary).toBe('Let 10 % of blocked payments up to 100 USD through, at most 250 USD a day')
    expect(await approve(change)).toMatchObject({ status: 'applied' })
    expect(await getExploration(admin)).toMatchObject({
      four_eyes: true,
      settings: { version: 1, share: 0.1, amount_cap: '100', daily_budget: '250' },
    })
    for (const wider of [settings(0.2), settings(0.1, '101'), settings(0.1, '100', '251')])
      await expect(setExploration(admin, wider)).rejects.toMatchObject({ code: 'conflict' })
    expect(await setExploration(admin, settings(0.05, '50', '100'))).toMatchObject({ version: 2 })
    expect(await setExploration(admin, settings(0, '1', '1'))).toMatchObject({ version: 3, share: 0 })
    await expect(request(explore(0, '1', '1'))).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(approve(await request(explore(0.2)), admin)).rejects.toMatchObject({
      code: 'missing-permission',
    })
  })

  it('another version in force makes a waiting request stale', async () => {
    const change = await request(explore(0.3))
    await setExploration(second, settings(0, '2', '2'))
    await expect(approve(change)).rejects.toMatchObject({ code: 'stale' })
  })
})

describe('the velocity rule', () => {
  const rule = {
    window_seconds: 60,
    threshold: 8,
    review_from: 'high',
    block_from: 'critical',
    rings: { new_accounts: 5, days: 7, outcome: 'review' },
  } as const
  const change: Change = { kind: 'velocity', payload: rule }

  it('takes two administrators, and begins with a default that changes no outcome', async () => {
    const byDefault = { window_seconds: 60, threshold: 10, review_from: null, block_from: null, rings: null }
    expect(await getVelocity(second)).toEqual({ ...byDefault, version: 0, changed_at: null, four_eyes: true })
    const asked = await request(change)
    expect(asked).toMatchObject({
      status: 'pending',
      summary:
        'Velocity: more than 8 payments in 60 seconds, review from high, block from critical; rings from 5 new accounts in 7 days, review',
      before: { ...byDefault, version: 0 },
      after: rule,
      impact: null,
      velocity: { windows: [{ days: 7 }] },
    })
    expect((await getChange(second, asked.id)).velocity).toEqual(asked.velocity)
    await expect(approve(asked, admin)).rejects.toMatchObject({ code: 'missing-permission' })
    expect(await getVelocity(admin)).toMatchObject(byDefault)
    expect(await approve(asked)).toMatchObject({ status: 'applied', policy_version: null })
    expect(await getVelocity(minted.as.analyst)).toMatchObject({ ...rule, version: 1 })
    expect((await auditOf(minted, minted.tenant.id)).at(-1)).toMatchObject({
      action: 'velocity.changed',
      actorId: second.actor.id,
      before: byDefault,
      after: { ...rule, version: 1 },
    })
  })

  it('in force already is rejected; another version in force makes a waiting request stale', async () => {
    await expect(request(change)).rejects.toMatchObject({ code: 'invalid-request' })
    const waiting = await request({ kind: 'velocity', payload: { ...rule, threshold: 5 } })
    await approve(await request({ kind: 'velocity', payload: { ...rule, threshold: 6 } }))
    await expect(approve(waiting)).rejects.toMatchObject({ code: 'stale' })
  })

  it('of one institution is not that of another, and analysts do not change it', async () => {
    expect(await getVelocity((await mintTenant()).as.admin)).toMatchObject({ version: 0, threshold: 10 })
    await expect(request(change, minted.as.analyst)).rejects.toMatchObject({ code: 'missing-permission' })
  })

  it.each([
    ['a window that is too short', { window_seconds: 9 }],
    ['a window that is too long', { window_seconds: 601 }],
    ['a threshold beyond what states remember', { threshold: 101 }],
    ['a block that is milder than the review', { review_from: 'critical', block_from: 'low' }],
    ['an unknown severity', { review_from: 'normal' }],
    ['a ring of one new account', { rings: { new_accounts: 1, days: 7, outcome: 'review' } }],
    ['a ring over too many days', { rings: { new_accounts: 5, days: 91, outcome: 'review' } }],
  ])('rejects %s', (_, wrong) => {
    expect(velocityPayload.safeParse({ ...rule, ...wrong }).success).toBe(false)
  })
})

describe('a canary', () => {
  it('decides for more senders by two administrators, for fewer by one; a new run is another one', async () => {
    const { id } = await useChallenger(minted, 'guarded', () => -9, ['shadow', 'canary'])
    const canary = (share: number, more: object = {}): Change => ({
      kind: 'canary',
      payload: { model_id: id, share, ...more },
    })
    await expect(setCanary(admin, id, { share: 0.1 })).rejects.toMatchObject({ code: 'conflict' })
    const started = await request(canary(0.1, { max_block_shift: 0.02 }))
    expect(started).toMatchObject({
      summary: 'Canary guarded/1.0.0: decides for 0 % → 10 % of the senders',
      before: { share: 0, version: 0 },
      after: { share: 0.1, max_block_shift: 0.02 },
      impact: null,
    })
    expect(await approve(started)).toMatchObject({ status: 'applied' })
    await expect(request(canary(0.1))).rejects.toMatchObject({ code: 'invalid-request' })
    for (const wider of [{ share: 0.2 }, { share: 0.1, max_block_shift: 0.03 }, { share: 0.1, slow_ms: 200 }])
      await expect(setCanary(admin, id, wider)).rejects.toMatchObject({ code: 'conflict' })
    expect(await setCanary(admin, id, { share: 0.05 })).toMatchObject({
      version: 2,
      block: { limit: 0.02, evidence: 0 },
    })
    const wider = await request(canary(0.4))
    await stopCanary(second, id)
    await expect(approve(wider)).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('Only the canary decides') as string,
    })
  })

  it('of another institution does not exist, and only administrators request what four eyes guard', async () => {
    const { id } = await useChallenger(minted, 'foreign', () => -9, ['shadow', 'canary'])
    const change: Change = { kind: 'canary', payload: { model_id: id, share: 0.1 } }
    const stranger = await mintTenant()
    await expect(request(change, stranger.as.admin)).rejects.toMatchObject({ code: 'not-found' })
    for (const guarded of [change, END]) {
      await expect(request(guarded, minted.as.senior_analyst)).rejects.toMatchObject({
        code: 'missing-permission',
      })
    }
  })

  it('without four eyes each of the kinds takes effect at once', async () => {
    await setFourEyes(minted, false)
    const change: Change = {
      kind: 'exploration',
      payload: { share: 0.01, amount_cap: '5', daily_budget: '5' },
    }
    expect(await request(change)).toMatchObject({ status: 'applied', four_eyes: false })
  })
})
