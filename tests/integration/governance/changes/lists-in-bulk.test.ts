import type { Context } from '@/lib/contract/context'
import { importEntries, listWatchlist, addToWatchlist } from '@/lib/desk/watchlists'
import { approveChange, getChange, requestChange } from '@/lib/governance/changes'
import { BULK_ENTRIES, type ListEntry } from '@/lib/governance/changes/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { anotherAdmin, setFourEyes } from './support'

let minted: MintedTenant
let senior: Context
let admin: Context

beforeAll(async () => {
  minted = await mintTenant()
  senior = minted.as.senior_analyst
  admin = minted.as.admin
  await setFourEyes(minted, true)
})

const csv = (prefix: string, count: number) =>
  'id,list\n' + Array.from({ length: count }, (_, i) => `C-${prefix}-${i},blocked\n`).join('')
const listed = async (prefix: string) =>
  (await listWatchlist(admin, { q: `C-${prefix}-` }, { limit: 200 })).items.length

it('a large import under four eyes becomes a change request of the senior analyst', async () => {
  const file = csv('large', BULK_ENTRIES)
  const dry = await importEntries(senior, file, { dryRun: true })
  expect(dry).toMatchObject({ accepted: BULK_ENTRIES, needs_approval: true, change_id: null })
  const { change_id: id } = await importEntries(senior, file, { dryRun: false })
  expect(await listed('large')).toBe(0)
  const change = await getChange(admin, id ?? '')
  expect(change).toMatchObject({
    kind: 'watchlist-bulk',
    status: 'pending',
    summary: `Add ${BULK_ENTRIES} to the blocked list`,
    requested_by: { id: senior.actor.id },
    impact: { windows: [{ days: 7 }, { days: 30 }] },
  })
  const approved = await approveChange(admin, change.id, { shown_hash: change.shown_hash, note: '' })
  expect(approved).toMatchObject({ status: 'applied', policy_version: null })
  expect(await listed('large')).toBe(BULK_ENTRIES)
  const [entry] = (await listWatchlist(admin, { q: 'C-large-' }, { limit: 1 })).items
  expect(entry).toMatchObject({ created_by: senior.actor.id, list_type: 'blocked' })
})

it('a small import, and any import without four eyes, takes effect at once', async () => {
  const small = await importEntries(senior, csv('small', BULK_ENTRIES - 1), { dryRun: false })
  expect(small).toMatchObject({ needs_approval: false, change_id: null })
  expect(await listed('small')).toBe(BULK_ENTRIES - 1)
  await setFourEyes(minted, false)
  await importEntries(senior, csv('free', BULK_ENTRIES), { dryRun: false })
  await setFourEyes(minted, true)
  expect(await listed('free')).toBe(BULK_ENTRIES)
})

it('an entity that is listed meanwhile makes the change stale', async () => {
  const { change_id: id } = await importEntries(senior, csv('raced', BULK_ENTRIES), { dryRun: false })
  await addToWatchlist(senior, { entity_id: 'C-raced-7', list_type: 'trusted' })
  const change = await getChange(admin, id ?? '')
  const approve = approveChange(admin, change.id, { shown_hash: change.shown_hash, note: '' })
  await expect(approve).rejects.toMatchObject({ code: 'stale' })
  expect(await listed('raced')).toBe(1)
})

it('rejects entries that are listed, appear twice, have no canonical id or end in the past', async () => {
  const other = await anotherAdmin(minted)
  const entry = (given: Partial<ListEntry>): ListEntry => {
    return {
      kind: 'account',
      entity_id: 'C-9',
      received: null,
      list_type: 'blocked',
      reason: null,
      expires_at: null,
      ...given,
    }
  }
  const request = (entries: ListEntry[]) =>
    requestChange(other, {
      change: { kind: 'watchlist-bulk', payload: { entries } },
      days: 7,
      reason: 'From the police',
      starts_at: null,
      before_hash: null,
    })
  await addToWatchlist(senior, { entity_id: 'C-listed', list_type: 'blocked' })
  for (const [entries, field] of [
    [[entry({}), entry({ entity_id: 'C-listed' })], 'change.payload.entries.1.entity_id'],
    [[entry({}), entry({})], 'change.payload.entries.1.entity_id'],
    [[entry({ kind: 'phone', entity_id: 'nobody' })], 'change.payload.entries.0.entity_id'],
    [[entry({ expires_at: '2020-01-01T00:00:00Z' })], 'change.payload.entries.0.expires_at'],
  ] as const) {
    await expect(request([...entries])).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ field }],
    })
  }
})
