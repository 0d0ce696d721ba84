import type { TenantClient } from '@/lib/platform/db'
import { activeRules } from './active-rules'
import type { MatchedEvent, StoredFacts } from './alert-facts'
import { recordEvents } from './record-events'

type Raised = Extract<StoredFacts, { kind: 'case_breached' | 'drift_alarm' }>

/** Stores the alerts of an event in the transaction that causes it: neither is stored without the other. */
export async function raiseAlerts(
  tx: TenantClient,
  tenantId: string,
  facts: Raised,
  now: Date,
): Promise<void> {
  const rules = await activeRules(tx, tenantId, facts.kind)
  if (rules.length === 0) return
  const subject = facts.kind === 'case_breached' ? facts.case_id : facts.drift_alarm_id
  const event: MatchedEvent = { facts, subject, sender: null, receiver: null, at: now }
  const timeZone = await readTimeZone(tx, tenantId)
  for (const rule of rules) await recordEvents(tx, tenantId, timeZone, rule, [event], now)
}

export async function readTimeZone(tx: TenantClient, tenantId: string): Promise<string> {
  const { timeZone } = await tx.tenant.findFirstOrThrow({
    where: { id: tenantId },
    select: { timeZone: true },
  })
  return timeZone
}
