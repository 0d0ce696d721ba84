import { enqueue, type NewMessage } from '@/lib/messaging/delivery'
import type { TenantClient } from '@/lib/platform/db'
import { storedFacts, waitingFacts } from './alert-facts'
import { messageOf } from './alert-words'
import { MAX_HELD } from './record-events'
import { MAX_SINGLE, type RuleKind } from './schema'

/** Events of one rule that one transaction turns into messages: a whole digest. */
const EVENTS_AT_ONCE = MAX_HELD + 1
/** Rules of one transaction. */
const RULES_AT_ONCE = 5

interface DueRule {
  id: string
  name: string
  kind: RuleKind
  channel_ids: string[]
}

interface TakenEvent {
  facts: unknown
  held: boolean
}

/** Turns the events that are due into messages. @returns whether more may be due */
export async function makeMessages(tx: TenantClient, tenantId: string, now: Date): Promise<boolean> {
  const rules = await tx.$queryRaw<DueRule[]>`
    select r.id, r.name, r.kind, r.channel_ids from alert_rules r
     where r.tenant_id = ${tenantId}::uuid and exists (
       select from alert_events e where e.tenant_id = ${tenantId}::uuid and e.rule_id = r.id and e.due_at <= ${now})
     order by r.id limit ${RULES_AT_ONCE}::int`
  let more = rules.length === RULES_AT_ONCE
  for (const rule of rules) {
    const events = await takeEvents(tx, tenantId, rule.id, now)
    more ||= events.length === EVENTS_AT_ONCE
    await enqueue(tx, tenantId, rule.channel_ids, messagesOf(rule, events), now)
  }
  return more
}

/** Events that waited for others are one message; the others one each, unless they are many. */
function messagesOf(rule: DueRule, events: readonly TakenEvent[]): NewMessage[] {
  const single = events.filter((event) => !event.held).map(({ facts }) => storedFacts.parse(facts))
  const apart = single.length <= MAX_SINGLE ? single.map((facts) => [facts]) : [single]
  const held = events.filter((event) => event.held)
  return [
    ...(held.length > 0 ? [digestOf(rule, held)] : []),
    ...apart.map((together) => messageOf(rule, together)),
  ]
}

function digestOf(rule: DueRule, held: readonly TakenEvent[]): NewMessage {
  const waiting = held.map(({ facts }) => waitingFacts.parse(facts))
  const stored = waiting.flatMap((facts) => (facts.kind === 'more' ? [] : [facts]))
  const more = waiting.reduce((sum, facts) => sum + (facts.kind === 'more' ? facts.count : 0), 0)
  return messageOf(rule, stored, stored.length + more)
}

/** The oldest events of a rule that are due; they are deleted, because the message holds what is kept of them. */
async function takeEvents(
  tx: TenantClient,
  tenantId: string,
  ruleId: string,
  now: Date,
): Promise<TakenEvent[]> {
  return tx.$queryRaw<TakenEvent[]>`
    with taken as (
      delete from alert_events where tenant_id = ${tenantId}::uuid and id in (
        select id from alert_events
         where tenant_id = ${tenantId}::uuid and rule_id = ${ruleId}::uuid and due_at <= ${now}
         order by due_at, id limit ${EVENTS_AT_ONCE}::int)
      returning id, facts, held)
    select facts, held from taken order by id`
}
