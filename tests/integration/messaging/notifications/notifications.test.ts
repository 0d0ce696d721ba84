/** @own-database */
import { changeCase } from '@/lib/desk/cases'
import { addCaseNoteOperation } from '@/lib/desk/cases/api'
import { pruneNotifications } from '@/lib/messaging/notifications'
import {
  getNotificationPreferencesOperation,
  listNotificationsOperation,
  readNotificationsOperation,
  setNotificationPreferencesOperation,
} from '@/lib/messaging/notifications/api'
import { announced, call, type CaseDesk, caseDesk, openCase, rowsOf } from '../../desk/cases/support'

/**
 * A notification belongs to one user, comes from another user's action, and is written in the transaction of that
 * action.
 */
describe('notifications', () => {
  let desk: CaseDesk
  let id: string
  beforeAll(async () => {
    desk = await caseDesk()
    id = (await openCase(desk, { title: 'Ring' })).id
  })

  const senior = () => desk.headers.senior_analyst
  const idOf = (role: 'analyst' | 'senior_analyst' | 'admin'): string => desk.as[role].actor.id ?? ''
  const list = async (headers: Record<string, string>, query = '') =>
    (await call(listNotificationsOperation, { headers, query })).body
  const note = (mentions: string[]) =>
    call(addCaseNoteOperation, {
      headers: desk.headers.analyst,
      params: { id },
      body: { body: 'Look', mentions },
    })
  const mark = (headers: Record<string, string>, body: object) =>
    call(readNotificationsOperation, { headers, body })

  it('report a mention and an assignment by another user, with author and case', async () => {
    await note([idOf('senior_analyst'), idOf('analyst')])
    await changeCase(desk.as.senior_analyst, id, 1, { assigned_to: idOf('analyst') })
    await changeCase(desk.as.senior_analyst, id, 2, { assigned_to: idOf('senior_analyst') })
    const { items, unread } = await list(senior())
    expect(items).toMatchObject([
      {
        kind: 'case_mention',
        case: { id, title: 'Ring' },
        actor: { name: 'analyst' },
        read_at: null,
        text: expect.stringMatching(/^analyst mentioned you in CASE-\d+$/),
      },
    ])
    expect(unread).toEqual({ count: 1, capped: false })
    const mine = await list(desk.headers.analyst)
    expect(mine.items).toMatchObject([{ kind: 'case_assigned', actor: { name: 'senior_analyst' } }])
    expect((await list(desk.headers.admin)).items).toEqual([])
  })

  it('of a kind that a user does not want are not written for this user', async () => {
    const set = (muted: string[]) =>
      call(setNotificationPreferencesOperation, { headers: senior(), body: { muted } })
    const before = (await list(senior())).items.length
    expect((await set(['claim_overridden', 'case_mention'])).body).toEqual({
      muted: ['case_mention', 'claim_overridden'],
    })
    await note([idOf('senior_analyst')])
    expect((await list(senior())).items).toHaveLength(before)
    const read = await call(getNotificationPreferencesOperation, { headers: senior() })
    expect(read.body).toEqual({ muted: ['case_mention', 'claim_overridden'] })
    expect((await set(['case_mention', 'nothing'])).status).toBe(400)
    expect((await set([])).body).toEqual({ muted: [] })
  })

  it('only their owner marks them as read, by id or all; open pages are informed', async () => {
    await note([idOf('senior_analyst')])
    const [first] = (await list(senior())).items
    const foreign = await mark(desk.headers.analyst, { ids: [first.id] })
    expect(foreign.status).toBe(200)
    expect((await list(senior())).unread.count).toBe(2)
    const before = await announced(desk, 'notifications.changed')
    expect((await mark(senior(), { ids: [first.id] })).body).toEqual({ unread: { count: 1, capped: false } })
    expect(await announced(desk, 'notifications.changed')).toBe(before + 1)
    expect((await mark(senior(), { all: true })).body.unread.count).toBe(0)
    expect((await list(senior())).items.every(({ read_at }: { read_at: string }) => read_at)).toBe(true)
    expect((await mark(senior(), {})).status).toBe(400)
    expect((await mark(senior(), { ids: [first.id], all: true })).status).toBe(400)
  })

  it('are listed in pages, newest first', async () => {
    const all = (await list(senior())).items.map((item: { id: string }) => item.id)
    const page = await list(senior(), '?limit=1')
    const next = await list(senior(), `?limit=1&cursor=${page.next_cursor}`)
    expect([page.items[0].id, next.items[0].id]).toEqual(all.slice(0, 2))
    const wrong = await call(listNotificationsOperation, { headers: senior(), query: '?cursor=x' })
    expect(wrong).toMatchObject({ status: 400, body: { type: '/docs/problems/invalid-cursor' } })
  })

  it('are kept for ninety days', async () => {
    const sql =
      "update notifications set created_at = now() - interval '91 days' where tenant_id = $1 and user_id = "
    await rowsOf(desk, `${sql} '${idOf('senior_analyst')}'`)
    expect((await list(senior())).items).toEqual([])
    expect(await pruneNotifications(new Date())).toBeGreaterThanOrEqual(2)
    const left = await rowsOf(desk, 'select user_id from notifications where tenant_id = $1')
    expect(left.map(({ user_id }) => user_id)).toEqual([idOf('analyst')])
  })
})
