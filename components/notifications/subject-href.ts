import { caseHref, challengerHref, transactionHref } from '@/components/fraud/links'
import type { Notification } from '@/lib/messaging/notifications/schema'

/** The page of the case, of the alert, of the model or of drift that a notification is about. */
export function subjectHref({
  case: about,
  transaction_id: alert,
  model_id: model,
  drift_alarm_id: drift,
}: Notification): string {
  if (drift !== null) return '/drift'
  if (about) return caseHref(about.id)
  if (model !== null) return challengerHref(model)
  return alert === null ? '/queue' : transactionHref(alert)
}
