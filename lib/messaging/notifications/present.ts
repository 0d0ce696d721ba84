import type { Notification, NotificationKind } from './schema'

export interface NotificationRow {
  id: string
  kind: NotificationKind
  case_id: string | null
  case_number: number | null
  case_title: string | null
  transaction_id: string | null
  transaction_count: number | null
  drift_alarm_id: string | null
  /** Of drift_alarm: alerts a day above the reference. */
  more_alerts: number | null
  change_id: string | null
  model_version_id: string | null
  model_name: string | null
  detail: string | null
  actor_id: string | null
  actor_name: string | null
  created_at: Date
  read_at: Date | null
}

/** By subject, actor and detail. */
const SENTENCES: Record<NotificationKind, (subject: string, actor: string, detail: string) => string> = {
  case_assigned: (key, actor) => `${actor} assigned ${key} to you`,
  case_mention: (key, actor) => `${actor} mentioned you in ${key}`,
  case_sla_soon: (key) => `${key} is due soon: less than a fifth of its time limit is left`,
  case_sla_breached: (key) => `${key} is overdue`,
  claim_overridden: (alerts, actor) => `${actor} changed the decision on ${alerts} that you had claimed`,
  drift_alarm: (alerts) => `Transactions have changed: expect ${alerts} a day`,
  canary_stopped: (model, _, detail) => `The canary ${model} was stopped: ${detail}`,
  change_waits: (_, actor, detail) => `${actor} asks for your approval: ${detail}`,
  change_decided: (_, __, detail) => detail,
  administrator_access: (_, __, detail) => `Administrators: ${detail}`,
  alert: (_, __, detail) => detail,
  channel_disabled: (_, __, detail) => detail,
}

export const presentNotification = (row: NotificationRow): Notification => ({
  id: row.id,
  kind: row.kind,
  text: textOf(row),
  case:
    row.case_id === null
      ? null
      : { id: row.case_id, key: `CASE-${row.case_number}`, title: row.case_title ?? '' },
  model_id: row.model_version_id,
  transaction_id: row.transaction_id,
  drift_alarm_id: row.drift_alarm_id,
  change_id: row.change_id,
  actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? row.actor_id },
  created_at: row.created_at.toISOString(),
  read_at: row.read_at?.toISOString() ?? null,
})

const textOf = (row: NotificationRow): string =>
  SENTENCES[row.kind](subjectOf(row), row.actor_name ?? 'A former user', row.detail ?? '')

/** 'CASE-12', 'sentinel/1.2.0', 'an alert', '3 alerts', '140 more alerts' */
function subjectOf({
  case_number: number,
  model_name: model,
  transaction_count: count,
  more_alerts: more,
}: NotificationRow): string {
  if (number !== null) return `CASE-${number}`
  if (model !== null) return model
  if (more !== null) return `${Math.abs(Math.round(more))} ${more < 0 ? 'fewer' : 'more'} alerts`
  return count === 1 ? 'an alert' : `${count} alerts`
}
