import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { MatchedEvent } from './alert-facts'
import { type QuietHours, quietUntil } from './quiet-hours'
import type { DedupeKey } from './schema'

const MINUTE_MS = 60_000
/** Events that are stored for one message. More are counted: the message lists fewer anyhow. */
export const MAX_HELD = 1_000

/** What deciding when to send needs of a rule. */
export interface TimedRule {
  id: string
  quiet: QuietHours | null
  digestMinutes: number
  dedupeBy: DedupeKey
  dedupeMinutes: number
}

/**
 * Stores what a rule matched, in the transaction of the caller, but what repeats an alert of the same key. The job makes
 * messages of it when it is due. @returns how many there are
 */
export async function recordEvents(
  tx: TenantClient,
  tenantId: string,
  timeZone: string,
  rule: TimedRule,
  events: readonly MatchedEvent[],
  now: Date,
): Promise<number> {
  const fresh = await withoutRepetitions(tx, tenantId, rule, events)
  if (fresh.length === 0) return 0
  const { dueAt, held } = await dueOf(tx, tenantId, timeZone, rule, now)
  const kept = held ? fresh.slice(0, await roomFor(tx, tenantId, rule.id, dueAt)) : fresh
  if (kept.length < fresh.length) {
    await countMore(tx, tenantId, rule.id, dueAt, fresh.length - kept.length, now)
  }
  const rows = kept.map(({ facts, subject, at }) => ({ id: newId(), subject, facts, at: at.toISOString() }))
  await tx.$executeRaw`
    insert into alert_events (tenant_id, id, rule_id, subject, facts, at, due_at, held)
    select ${tenantId}::uuid, r.id, ${rule.id}::uuid, r.subject, r.facts, r.at, ${dueAt}::timestamptz, ${held}::boolean
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, subject text, facts jsonb, at timestamptz)`
  return fresh.length
}

async function roomFor(tx: TenantClient, tenantId: string, ruleId: string, dueAt: Date): Promise<number> {
  const [waiting] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (
      select from alert_events
       where tenant_id = ${tenantId}::uuid and rule_id = ${ruleId}::uuid and due_at = ${dueAt}::timestamptz and facts->>'kind' <> 'more'
       limit ${MAX_HELD}::int) e`
  return MAX_HELD - (waiting?.count ?? 0)
}

async function countMore(
  tx: TenantClient,
  tenantId: string,
  ruleId: string,
  dueAt: Date,
  count: number,
  now: Date,
): Promise<void> {
  const counted = await tx.$executeRaw`
    update alert_events set facts = jsonb_set(facts, '{count}', to_jsonb((facts->>'count')::int + ${count}::int))
     where tenant_id = ${tenantId}::uuid and rule_id = ${ruleId}::uuid and due_at = ${dueAt}::timestamptz and facts->>'kind' = 'more'`
  if (counted > 0) return
  const facts = { kind: 'more', count }
  await tx.alertEvent.createMany({
    data: [{ tenantId, id: newId(), ruleId, subject: '', facts, at: now, dueAt, held: true }],
  })
}

/** When what is found now is sent: at once, with the digest that is open, or after the quiet hours. */
async function dueOf(
  tx: TenantClient,
  tenantId: string,
  timeZone: string,
  { id, quiet, digestMinutes }: TimedRule,
  now: Date,
): Promise<{ dueAt: Date; held: boolean }> {
  let dueAt = now
  if (digestMinutes > 0) {
    const open = await tx.alertEvent.aggregate({
      where: { tenantId, ruleId: id, dueAt: { gt: now } },
      _min: { dueAt: true },
    })
    dueAt = open._min.dueAt ?? new Date(now.getTime() + digestMinutes * MINUTE_MS)
  }
  const quietEnd = quiet && quietUntil(dueAt, quiet, timeZone)
  return { dueAt: quietEnd ?? dueAt, held: quietEnd !== null || digestMinutes > 0 }
}

const keyOf = (by: DedupeKey, { subject, sender, receiver }: MatchedEvent): string =>
  ({ subject, sender: sender ?? subject, receiver: receiver ?? subject, rule: '' })[by]

/** Keeps the first event of each key, unless there was an alert of the key within the minutes of the rule. */
async function withoutRepetitions(
  tx: TenantClient,
  tenantId: string,
  { id, dedupeBy, dedupeMinutes }: TimedRule,
  events: readonly MatchedEvent[],
): Promise<MatchedEvent[]> {
  if (dedupeMinutes === 0 || events.length === 0) return [...events]
  // A key without a row cannot be locked: of two transactions, the second one waits for the alerts of the first.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`alert-rule:${tenantId}:${id}`}, 0))`
  const keys = [...new Set(events.map((event) => keyOf(dedupeBy, event)))]
  const known = await tx.alertKey.findMany({ where: { tenantId, ruleId: id, key: { in: keys } } })
  const lastMs = new Map(known.map(({ key, at }) => [key, at.getTime()]))
  const fresh = events.filter((event) => {
    const key = keyOf(dedupeBy, event)
    const sinceMs = event.at.getTime() - (lastMs.get(key) ?? -Infinity)
    if (sinceMs < dedupeMinutes * MINUTE_MS) return false
    lastMs.set(key, event.at.getTime())
    return true
  })
  const alerted = [...new Set(fresh.map((event) => keyOf(dedupeBy, event)))]
  const times = alerted.map((key) => new Date(lastMs.get(key) ?? 0).toISOString())
  await tx.$executeRaw`
    insert into alert_keys (tenant_id, rule_id, key, at)
    select ${tenantId}::uuid, ${id}::uuid, k.key, k.at from unnest(${alerted}::text[], ${times}::timestamptz[]) k (key, at)
    on conflict (tenant_id, rule_id, key) do update set at = excluded.at`
  return fresh
}
