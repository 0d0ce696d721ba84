import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { cursorCodec, pageQuery, toPage } from '@/lib/contract/pagination'
import { markRead } from './mark-read'
import { listNotifications } from './queries'
import { notificationPageResponse, readNotificationsBody, unreadResponse } from './schema'

const TAG = 'Notifications'
const LIST = ['notifications']
const cursors = cursorCodec(z.uuid())

export const listNotificationsOperation = defineOperation({
  id: 'listNotifications',
  method: 'GET',
  path: '/api/notifications',
  tag: TAG,
  summary: 'List what concerns you, newest first',
  description: 'Assignments and mentions by others, and the clock of cases. Kept for 90 days.',
  auth: 'user',
  permission: 'case:read',
  query: z.strictObject(pageQuery(20, 100)),
  response: { status: 200, schema: notificationPageResponse },
  errors: ['invalid-cursor'],
  async handler({ ctx, query }) {
    const before = query.cursor === undefined ? {} : { before: cursors.decode(LIST, query.cursor) }
    const { rows, unread } = await listNotifications(ctx, { limit: query.limit, ...before })
    const page = toPage(rows, query.limit, (last) => cursors.encode(LIST, last.id))
    return { items: page.items, next_cursor: page.nextCursor, unread }
  },
})

export const readNotificationsOperation = defineOperation({
  id: 'readNotifications',
  method: 'POST',
  path: '/api/notifications/read',
  tag: TAG,
  summary: 'Mark your notifications as read',
  auth: 'user',
  permission: 'case:read',
  body: readNotificationsBody,
  response: { status: 200, schema: unreadResponse },
  errors: [],
  handler: ({ ctx, body }) => markRead(ctx, body),
})
