import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { markRead } from './mark-read'
import { getPreferences, setPreferences } from './preferences'
import { listNotifications } from './queries'
import {
  notificationPageResponse,
  notificationPreferences,
  readNotificationsBody,
  unreadResponse,
} from './schema'

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

export const getNotificationPreferencesOperation = defineOperation({
  id: 'getNotificationPreferences',
  method: 'GET',
  path: '/api/notifications/preferences',
  tag: TAG,
  summary: 'Read which notifications you do not get',
  auth: 'user',
  permission: 'case:read',
  response: { status: 200, schema: notificationPreferences },
  errors: [],
  handler: ({ ctx }) => getPreferences(ctx),
})

export const setNotificationPreferencesOperation = defineOperation({
  id: 'setNotificationPreferences',
  method: 'PUT',
  path: '/api/notifications/preferences',
  tag: TAG,
  summary: 'Set which notifications you do not get',
  description: 'Notifications that exist stay.',
  auth: 'user',
  permission: 'case:read',
  body: notificationPreferences,
  response: { status: 200, schema: notificationPreferences },
  errors: [],
  handler: ({ ctx, body }) => setPreferences(ctx, body),
})
