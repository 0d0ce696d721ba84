import { caseHref, transactionHref } from '@/components/fraud/links'
import type { Notification } from '@/lib/messaging/notifications/schema'

/** The page of the case, of the alert or of drift that a notification is about. */
export function subjectHref({
  case: about,
  transaction_id: alert,
  drift_alarm_id: drift,
}: Notification): string {
  if (drift !== null) return '/drift'
  if (about) return caseHref(about.id)
  return alert === null ? '/queue' : transactionHref(alert)
}
