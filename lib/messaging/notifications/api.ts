import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { markRead } from './mark-read'
import { listNotifications } from './queries'
import { notificationPageResponse, readNotificationsBody, unreadResponse } from './schema'

const TAG = 'Notifications'

export const listNotificationsOperation = defineOperation({
  id: 'listNotifications',
  method: 'GET',
  path: '/api/notifications',
  tag: TAG,
  summary: 'List your notifications, newest first',
  description: 'Assignments and mentions by others, and time limits of cases. Kept for 90 days.',
  auth: 'user',
  permission: 'case:read',
  query: z.strictObject(pageQuery(20, 100)),
  response: { status: 200, schema: notificationPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listNotifications(ctx, query),
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
