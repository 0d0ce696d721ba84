import type { Notification, NotificationKind } from './schema'

export interface NotificationRow {
  id: string
  kind: NotificationKind
  case_id: string
  case_number: number
  case_title: string
  actor_id: string | null
  actor_name: string | null
  created_at: Date
  read_at: Date | null
}

const SENTENCES: Record<NotificationKind, (key: string, actor: string) => string> = {
  case_assigned: (key, actor) => `${actor} assigned ${key} to you`,
  case_mention: (key, actor) => `${actor} mentioned you in ${key}`,
  case_sla_soon: (key) => `${key} is due soon: less than a fifth of its time limit is left`,
  case_sla_breached: (key) => `${key} is overdue`,
}

export const presentNotification = (row: NotificationRow): Notification => {
  const key = `CASE-${row.case_number}`
  return {
    id: row.id,
    kind: row.kind,
    text: SENTENCES[row.kind](key, row.actor_name ?? 'A former user'),
    case: { id: row.case_id, key, title: row.case_title },
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? row.actor_id },
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  }
}
