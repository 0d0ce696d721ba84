import { quietOf, type RuleRow } from './active-rules'
import { clockOf } from './quiet-hours'
import { type AlertRule, type DedupeKey, ruleConditions } from './schema'

export function presentRule(row: RuleRow): AlertRule {
  const quiet = quietOf(row)
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    conditions: ruleConditions.parse(row.conditions),
    quiet_hours: quiet && { from: clockOf(quiet.from), to: clockOf(quiet.to) },
    digest_minutes: row.digestMinutes,
    dedupe: { by: row.dedupeBy as DedupeKey, minutes: row.dedupeMinutes },
    channel_ids: row.channelIds,
    created_at: row.createdAt.toISOString(),
    version: row.version,
  }
}
