import { changeView, deleteView, listViews, saveView } from '@/lib/desk/saved-views'
import { changeViewOperation, listSavedViewsOperation, saveViewOperation } from '@/lib/desk/saved-views/api'
import { MAX_VIEWS, type NewView } from '@/lib/desk/saved-views/schema'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { machine } from '../../../support/scored-rows'
import { bearer, tokenOf } from '../../access/auth/support'

/** A saved view belongs to its user; other users see shared views and cannot change them. */
let minted: MintedTenant

beforeAll(async () => {
  minted = await mintTenant()
})

const view = (change: Partial<NewView> = {}): NewView => ({
  page: 'investigate',
  name: newId(),
  query: 'risk_band=high',
  shared: false,
  ...change,
})

const auditOf = (id: string) =>
  withClient('superuser', async (client) => {
    const sql =
      'select action, before, after from audit_log where tenant_id = $1 and object_id = $2 order by seq'
    return (await client.query(sql, [minted.tenant.id, id])).rows as unknown[]
  })

it('saves, changes and deletes a view, each with an audit event', async () => {
  const { analyst } = minted.as
  const first = view()
  const saved = await saveView(analyst, first)
  expect(saved).toMatchObject({ ...first, own: true, user_name: 'analyst' })
  const changed = await changeView(analyst, saved.id, { name: 'renamed', query: 'risk_band=medium' })
  expect(changed).toMatchObject({ name: 'renamed', query: 'risk_band=medium' })
  expect((await listViews(analyst, 'investigate')).items).toEqual([
    { ...changed, updated_at: expect.any(String) as string },
  ])
  expect((await listViews(analyst, 'queue')).items).toEqual([])
  await deleteView(analyst, saved.id)
  expect((await listViews(analyst, 'investigate')).items).toEqual([])
  const after = { ...first, name: 'renamed', query: 'risk_band=medium' }
  expect(await auditOf(saved.id)).toEqual([
    { action: 'view.saved', before: null, after: first },
    { action: 'view.changed', before: first, after },
    { action: 'view.deleted', before: after, after: null },
  ])
})

it('shows shared views to other users, who cannot change them', async () => {
  const { senior_analyst: senior, analyst } = minted.as
  const shared = await saveView(senior, view({ shared: true }))
  const own = await saveView(senior, view())
  const { items: seen } = await listViews(analyst, 'investigate')
  expect(seen.map(({ id, own: mine }) => ({ id, mine }))).toEqual([{ id: shared.id, mine: false }])
  for (const id of [shared.id, own.id, newId()]) {
    await expect(changeView(analyst, id, { name: 'mine now' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteView(analyst, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  const other = await mintTenant()
  expect((await listViews(other.as.admin, 'investigate')).items).toEqual([])
  await expect(deleteView(other.as.admin, shared.id)).rejects.toMatchObject({ code: 'not-found' })
})

it('rejects sharing without the permission, and every call of a key', async () => {
  const { analyst } = minted.as
  const rejection = { code: 'missing-permission' }
  await expect(saveView(analyst, view({ shared: true }))).rejects.toMatchObject(rejection)
  const own = await saveView(analyst, view())
  await expect(changeView(analyst, own.id, { shared: true })).rejects.toMatchObject(rejection)
  await expect(saveView(machine(minted, ['read']), view())).rejects.toMatchObject(rejection)
})

it('rejects a duplicate name, also on rename and for parallel requests', async () => {
  const { admin } = minted.as
  const taken = await saveView(admin, view())
  const another = await saveView(admin, view())
  const conflict = { code: 'conflict' }
  await expect(saveView(admin, view({ name: taken.name }))).rejects.toMatchObject(conflict)
  await expect(changeView(admin, another.id, { name: taken.name })).rejects.toMatchObject(conflict)
  expect((await saveView(admin, view({ name: taken.name, page: 'queue' }))).page).toBe('queue')
  const twice = view()
  const results = await Promise.allSettled([saveView(admin, twice), saveView(admin, twice)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('keeps at most 50 views, also for parallel requests', async () => {
  const { tenant, as } = await mintTenant()
  await withClient('superuser', (client) =>
    client.query(
      `insert into saved_views (tenant_id, id, user_id, page, name, query)
       select $1, gen_random_uuid(), $2, 'queue', 'view ' || i, '' from generate_series(1, $3::int) i`,
      [tenant.id, as.analyst.actor.id, MAX_VIEWS - 1],
    ),
  )
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => saveView(as.analyst, view())))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

it('responds over HTTP with the shapes and problems of its contract', async () => {
  const headers = bearer(await tokenOf(minted.emailOf.senior_analyst))
  const saved = await callOperation(saveViewOperation, { headers, body: view() })
  expect(saved.status).toBe(201)
  const { id, name } = (await saved.json()) as { id: string; name: string }
  const again = await callOperation(saveViewOperation, { headers, body: view({ name }) })
  expect(again.status).toBe(409)
  for (const body of [
    view({ name: ' ' }),
    view({ query: 'cursor=abc' }),
    view({ query: 'a b' }),
    { page: 'audit' },
  ]) {
    expect((await callOperation(saveViewOperation, { headers, body })).status).toBe(400)
  }
  const nothing = await callOperation(changeViewOperation, { headers, params: { id }, body: {} })
  expect(nothing.status).toBe(400)
  const list = await callOperation(listSavedViewsOperation, { headers, query: '?page=investigate' })
  expect(((await list.json()) as { items: { id: string }[] }).items.map((item) => item.id)).toContain(id)
})
