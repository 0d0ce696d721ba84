import { isRole } from '@/lib/contract/permissions'
import type { Prisma } from '@/lib/platform/db'
import type { Channel, ChannelKind, Delivery, DeliveryStatus, DisabledReason } from './schema'

export type ChannelRow = Prisma.AlertChannelGetPayload<object>

/** Leaves out everything that is encrypted. */
export const presentChannel = (row: ChannelRow, now = new Date()): Channel => ({
  id: row.id,
  name: row.name,
  kind: row.kind as ChannelKind,
  target: row.target,
  roles: row.roles.filter(isRole),
  enabled: row.enabled,
  disabled_reason: row.disabledReason as DisabledReason | null,
  failing_since: row.failingSince?.toISOString() ?? null,
  failures: row.failures,
  delivered_at: row.deliveredAt?.toISOString() ?? null,
  previous_secret_until:
    row.previousSecretUntil && row.previousSecretUntil > now ? row.previousSecretUntil.toISOString() : null,
  created_at: row.createdAt.toISOString(),
  version: row.version,
})

export interface DeliveryRow {
  id: string
  message_id: string
  channel_id: string
  channel_name: string
  rule_id: string | null
  rule_name: string | null
  title: string
  link: string
  status: DeliveryStatus
  attempts: number
  next_attempt_at: Date
  created_at: Date
  attempted_at: Date | null
  response_code: number | null
  latency_ms: number | null
  excerpt: string | null
  error: string | null
}

export const presentDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  message_id: row.message_id,
  channel: { id: row.channel_id, name: row.channel_name },
  rule: row.rule_id === null ? null : { id: row.rule_id, name: row.rule_name ?? row.rule_id },
  title: row.title,
  link: row.link,
  status: row.status,
  attempts: row.attempts,
  created_at: row.created_at.toISOString(),
  attempted_at: row.attempted_at?.toISOString() ?? null,
  next_attempt_at: row.status === 'waiting' ? row.next_attempt_at.toISOString() : null,
  response_code: row.response_code,
  latency_ms: row.latency_ms,
  excerpt: row.excerpt,
  error: row.error,
})
