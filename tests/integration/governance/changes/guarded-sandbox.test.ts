import { changeTenant, getTenant } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { approveChange, requestChange } from '@/lib/governance/changes'
import type { Change } from '@/lib/governance/changes/schema'
import { startReplay } from '@/lib/scoring/replay'
import { startReplayBody } from '@/lib/scoring/replay/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { anotherAdmin, auditOf, setFourEyes } from './support'

/** Guarantee: under four eyes no administrator alone lets replays change the states of accounts. */

const CHANGE: Change = { kind: 'sandbox', payload: { sandbox: true } }
let minted: MintedTenant
let admin: Context
let second: Context

beforeEach(async () => {
  minted = await mintTenant()
  admin = minted.as.admin
  second = await anotherAdmin(minted)
  await setFourEyes(minted, true)
})

const request = (by = admin, change = CHANGE) =>
  requestChange(by, { change, days: 7, reason: 'Training', starts_at: null, before_hash: null })
const approve = ({ id, shown_hash }: { id: string; shown_hash: string }, by: Context) =>
  approveChange(by, id, { shown_hash, note: '' })
const isSandbox = async () => (await getTenant(admin)).sandbox

it('takes two administrators to become a sandbox, and one to end it', async () => {
  for (const change of [{ sandbox: true }, { sandbox: true, name: 'Both' }])
    await expect(changeTenant(admin, change)).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('request a change of the kind sandbox') as string,
    })
  await expect(startReplay(admin, startReplayBody.parse({}))).rejects.toMatchObject({ code: 'not-a-sandbox' })
  const { version } = await getTenant(admin)
  const change = await request()
  expect(change).toMatchObject({
    status: 'pending',
    summary: 'Let replays run: make the institution a sandbox',
    before: { sandbox: false },
    after: { sandbox: true },
    impact: null,
  })
  await expect(approve(change, admin)).rejects.toMatchObject({ code: 'missing-permission' })
  await expect(request(minted.as.senior_analyst)).rejects.toMatchObject({ code: 'missing-permission' })
  expect(await isSandbox()).toBe(false)
  expect(await approve(change, second)).toMatchObject({ status: 'applied', policy_version: null })
  expect(await getTenant(admin)).toMatchObject({ sandbox: true, version: version + 1 })
  expect((await auditOf(minted, minted.tenant.id)).at(-1)).toMatchObject({
    action: 'tenant.settings-changed',
    actorId: second.actor.id,
    before: { sandbox: false },
    after: { sandbox: true },
  })
  await expect(request()).rejects.toMatchObject({ code: 'invalid-request' })
  // A form that sends the value in force is no change.
  expect(await changeTenant(admin, { sandbox: true, name: 'Sandbox' })).toMatchObject({ sandbox: true })
  expect(await changeTenant(admin, { sandbox: false })).toMatchObject({ sandbox: false })
})

it('cannot be reached by ending four eyes in the same request, and takes effect at once without four eyes', async () => {
  await expect(changeTenant(admin, { four_eyes: false, sandbox: true })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await getTenant(admin)).toMatchObject({ four_eyes: true, sandbox: false })
  await setFourEyes(minted, false)
  expect(await request()).toMatchObject({ status: 'applied', four_eyes: false })
  expect(await isSandbox()).toBe(true)
})

it('is stale where the institution became a sandbox meanwhile', async () => {
  const [first, other] = [await request(), await request(second)]
  await approve(first, second)
  await expect(approve(other, admin)).rejects.toMatchObject({ code: 'stale' })
})
