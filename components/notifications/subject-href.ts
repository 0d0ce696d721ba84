import { caseHref, challengerHref, transactionHref } from '@/components/fraud/links'
import type { Notification } from '@/lib/messaging/notifications/schema'

/** The page that a notification is about. */
export function subjectHref({
  kind,
  case: about,
  transaction_id: alert,
  model_id: model,
  drift_alarm_id: drift,
  change_id: change,
}: Notification): string {
  if (kind === 'administrator_access') return '/settings/people'
  if (kind === 'channel_disabled') return '/settings/alerts'
  if (change !== null) return `/settings/changes/${change}`
  if (drift !== null) return '/drift'
  if (about) return caseHref(about.id)
  if (model !== null) return challengerHref(model)
  return alert === null ? '/queue' : transactionHref(alert)
}
