import { addEntityNote, listEntityNotes } from '@/lib/desk/entities'
import { withTenant } from '@/lib/platform/db'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { insertRaw } from '../../../support/raw-transactions'
import { machine } from '../../../support/scored-rows'

/** A note is stored with its author, audited and announced in one commit. */
let minted: MintedTenant
const A = { kind: 'account', id: 'A' } as const

beforeEach(async () => {
  minted = await mintTenant()
  await insertRaw(minted.tenant.id, [{ at: '2026-03-01T00:00:00Z', from: 'A', to: 'B', device: 'A' }])
})

const add = (body: string, ctx = minted.as.analyst) => addEntityNote(ctx, A, { body })
const list = (page: { limit: number; cursor?: string } = { limit: 50 }) =>
  listEntityNotes(minted.as.analyst, A, page)
const traces = () =>
  withTenant({ tenantId: minted.tenant.id }, async (tx) => {
    const { id: tenantId } = minted.tenant
    const audit = await tx.auditLog.findMany({ where: { tenantId, action: 'entity.note-added' } })
    const events = await tx.liveEvent.findMany({ where: { tenantId, kind: 'entities.changed' } })
    return { audit, events }
  })

test('a note is stored with author and time, audited and announced', async () => {
  const note = await add('  Called the customer.\nStory holds.  ')
  expect(note).toMatchObject({ body: 'Called the customer.\nStory holds.', user_name: 'analyst' })
  expect(await list()).toEqual({ items: [note], next_cursor: null })
  const { audit, events } = await traces()
  expect(audit).toMatchObject([
    {
      objectKind: 'account',
      objectId: 'A',
      actorId: minted.as.analyst.actor.id,
      after: { note_id: note.id },
    },
  ])
  expect(events).toMatchObject([{ payload: { entityId: 'A' } }])
})

test('notes of a device are not those of an account of the same name', async () => {
  await addEntityNote(minted.as.analyst, { kind: 'device', id: 'A' }, { body: 'rooted phone' })
  expect((await list()).items).toEqual([])
})

test('pages through notes, newest first', async () => {
  for (const body of ['1', '2', '3']) await add(body)
  const first = await list({ limit: 2 })
  const second = await list({ limit: 2, cursor: first.next_cursor ?? '' })
  expect([first, second].map(({ items }) => items.map(({ body }) => body))).toEqual([['3', '2'], ['1']])
  expect(second.next_cursor).toBeNull()
})

test('rejects keys, other tenants and empty notes, and stores nothing', async () => {
  const other = await mintTenant()
  await expect(add('x', other.as.admin)).rejects.toMatchObject({ code: 'not-found' })
  await expect(add('x', machine(minted, ['read', 'score:write']))).rejects.toMatchObject({
    code: 'missing-permission',
  })
  await expect(add('x', minted.system)).rejects.toMatchObject({ code: 'missing-permission' })
  await expect(add('   ')).rejects.toThrow()
  await expect(add('x'.repeat(4097))).rejects.toThrow()
  await expect(
    addEntityNote(minted.as.analyst, { kind: 'account', id: 'never-seen' }, { body: 'x' }),
  ).rejects.toMatchObject({ code: 'not-found' })
  expect((await list()).items).toEqual([])
  expect(await traces()).toEqual({ audit: [], events: [] })
})

test('keeps all parallel notes', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, i) => add(`note ${i}`)))
  expect((await list()).items).toHaveLength(8)
  expect((await traces()).audit).toHaveLength(8)
})

test('the app role can neither change nor delete a note', async () => {
  await add('stays')
  for (const sql of ["update entity_notes set body = 'x'", 'delete from entity_notes']) {
    await expect(withClient('app', (client) => client.query(sql))).rejects.toMatchObject({ code: '42501' })
  }
})
