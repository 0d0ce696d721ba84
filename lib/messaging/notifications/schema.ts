import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { cappedCount } from '@/lib/contract/capped-count'

/** Notifications of one user; safe to import in the browser. */
export const NOTIFICATION_KINDS = [
  'case_assigned',
  'case_mention',
  'case_sla_soon',
  'case_sla_breached',
  'claim_overridden',
  'drift_alarm',
  'canary_stopped',
  'change_waits',
  'change_decided',
  'administrator_access',
  'alert',
  'channel_disabled',
] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** As a user chooses them: "Notify me when …". */
export const NOTIFICATION_LABELS: Record<NotificationKind, string> = {
  case_assigned: 'A case is assigned to me',
  case_mention: 'A note mentions me',
  case_sla_soon: 'A case of mine is due soon',
  case_sla_breached: 'A case is overdue',
  claim_overridden: 'Another user decides an alert that I had claimed',
  drift_alarm: 'Transactions drift away from what the model knows (administrators)',
  canary_stopped: 'A canary is stopped by itself',
  change_waits: 'A change waits for my approval (administrators)',
  change_decided: 'A change of mine is approved, rejected or did not take effect',
  administrator_access:
    'Somebody becomes an administrator, an administrator gets a new password, or the operator ends four eyes (administrators)',
  alert: 'An alert rule of the institution matches',
  channel_disabled: 'A channel for alerts is switched off because it fails (administrators)',
}

/** For how long a notification is kept. */
export const KEEP_DAYS = 90

/** At most so many are marked by name in one request. */
const MAX_IDS = 200

export const notificationResponse = z.object({
  id: uuid,
  kind: z.enum(NOTIFICATION_KINDS),
  text: z.string().describe('As a sentence: "Lena Fischer mentioned you in CASE-12"'),
  case: z
    .object({ id: uuid, key: z.string(), title: z.string() })
    .nullable()
    .describe('Null where it is about something else'),
  model_id: uuid.nullable().describe('Of canary_stopped: the model'),
  transaction_id: uuid
    .nullable()
    .describe('Of claim_overridden: the alert, the first of several. Of an alert about one transaction: it'),
  drift_alarm_id: uuid.nullable().describe('Of drift_alarm'),
  change_id: uuid.nullable().describe('Of change_waits and change_decided'),
  actor: z.object({ id: uuid, name: z.string() }).nullable().describe('Null where the clock caused it'),
  created_at: z.string().describe('ISO 8601, UTC'),
  read_at: z.string().nullable(),
})
export type Notification = z.infer<typeof notificationResponse>

export const notificationPageResponse = z.object({
  items: z.array(notificationResponse).describe('Newest first'),
  next_cursor: z.string().nullable(),
  unread: cappedCount,
})
export type NotificationPage = z.infer<typeof notificationPageResponse>

export const readNotificationsBody = z
  .strictObject({
    ids: z.array(uuid).min(1).max(MAX_IDS).optional(),
    all: z.literal(true).optional().describe('All that were there when the request came'),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), 'must name either ids or all')
export type ReadNotifications = z.output<typeof readNotificationsBody>

export const unreadResponse = z.object({ unread: cappedCount })

export const notificationPreferences = z.strictObject({
  muted: z
    .array(z.enum(NOTIFICATION_KINDS))
    .max(NOTIFICATION_KINDS.length)
    .describe('Kinds that you do not get'),
})
export type NotificationPreferences = z.output<typeof notificationPreferences>
