import { caseHref, transactionHref } from '@/components/fraud/links'
import type { Notification } from '@/lib/messaging/notifications/schema'

/** The page of the case or of the alert that a notification is about. */
export function subjectHref({ case: about, transaction_id: alert }: Notification): string {
  if (about) return caseHref(about.id)
  return alert === null ? '/queue' : transactionHref(alert)
}
