import type { Prisma, TenantClient } from '@/lib/platform/db'
import type { QuietHours } from './quiet-hours'
import type { TimedRule } from './record-events'
import { type DedupeKey, ruleConditions, type RuleConditions, type RuleKind } from './schema'

export type RuleRow = Prisma.AlertRuleGetPayload<object>

/** A rule that is on, as the jobs read it. */
export interface ActiveRule<C extends RuleConditions = RuleConditions> extends TimedRule {
  name: string
  conditions: C
  channelIds: readonly string[]
  /** What happened before does not count. */
  since: Date
}

/** The rules of a kind that are on. */
export async function activeRules<K extends RuleKind>(
  tx: TenantClient,
  tenantId: string,
  kind: K,
): Promise<ActiveRule<Extract<RuleConditions, { kind: K }>>[]> {
  const rows = await tx.alertRule.findMany({
    where: { tenantId, enabled: true, kind },
    orderBy: { id: 'asc' },
  })
  return rows.map(activeRule) as ActiveRule<Extract<RuleConditions, { kind: K }>>[]
}

export const activeRule = (row: RuleRow): ActiveRule => ({
  id: row.id,
  name: row.name,
  conditions: ruleConditions.parse(row.conditions),
  quiet: quietOf(row),
  digestMinutes: row.digestMinutes,
  dedupeBy: row.dedupeBy as DedupeKey,
  dedupeMinutes: row.dedupeMinutes,
  channelIds: row.channelIds,
  since: row.since,
})

export const quietOf = ({ quietFrom, quietTo }: Pick<RuleRow, 'quietFrom' | 'quietTo'>): QuietHours | null =>
  quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo }
