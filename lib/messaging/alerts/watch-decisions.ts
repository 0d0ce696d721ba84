import { isRingReason, isVelocityReason, REASON_CODES } from '@/lib/engine/policy'
import type { VelocityFacts } from '@/lib/engine/velocity'
import type { TenantClient } from '@/lib/platform/db'
import { activeRules } from './active-rules'
import type { DecisionFacts } from './alert-facts'
import { type AlertCursor, readHorizon } from './cursor'
import { eventOf, matchesDecision } from './match-decision'
import { recordEvents } from './record-events'

/** Decisions that one transaction compares. */
export const DECISIONS_AT_ONCE = 1_000

/** Few decisions have such reasons: the stored response of the others is not read. */
const DETECTED = Object.keys(REASON_CODES).filter((code) => isVelocityReason(code) || isRingReason(code))

interface Row extends Omit<DecisionFacts, 'kind' | 'occurredAt' | 'velocity'> {
  commitOrder: bigint
  id: string
  occurredAt: Date
  velocity: VelocityFacts | null
  /** No rule hears of a replay: its payments did not happen. */
  isReplayed: boolean
}

/**
 * Compares the next decisions with the rules. The stored decision is the outbox of scoring: scoring writes nothing for
 * alerts, and a decision that is committed is compared once, even if this process ends meanwhile.
 * @returns the cursor after them, and whether more may wait
 */
export async function watchDecisions(
  tx: TenantClient,
  tenantId: string,
  timeZone: string,
  cursor: AlertCursor,
  now: Date,
): Promise<{ cursor: AlertCursor; more: boolean }> {
  const rules = await activeRules(tx, tenantId, 'transaction')
  if (rules.length === 0) return { cursor, more: false }
  const rows = await readDecisions(tx, tenantId, cursor)
  const decisions = rows
    .filter(({ isReplayed }) => !isReplayed)
    .map(({ occurredAt, velocity, isReplayed: _, ...row }) => ({
      ...row,
      kind: 'transaction' as const,
      velocity: velocity ?? [],
      occurredAt: occurredAt.toISOString(),
    }))
  for (const rule of rules) {
    const matched = decisions.filter(
      (decision) => decision.scoredAt >= rule.since && matchesDecision(rule.conditions, decision),
    )
    if (matched.length > 0) await recordEvents(tx, tenantId, timeZone, rule, matched.map(eventOf), now)
  }
  const last = rows.at(-1)
  return {
    cursor: last ? { ...cursor, order: last.commitOrder, id: last.id } : cursor,
    more: rows.length === DECISIONS_AT_ONCE,
  }
}

/** In the order of commit, up to the horizon below which no transaction is open: none can appear behind the cursor later. */
async function readDecisions(tx: TenantClient, tenantId: string, { order, id }: AlertCursor): Promise<Row[]> {
  const horizon = await readHorizon(tx)
  return tx.$queryRaw<Row[]>`
    with picked as materialized (
      select commit_order, id, transaction_id, score, outcome, reason_codes, scored_at,
             case when reason_codes && ${DETECTED}::text[] then answer::json end as response
        from predictions
       where tenant_id = ${tenantId}::uuid and (commit_order, id) > (${order}::bigint, ${id}::uuid)
         and commit_order < ${horizon}::bigint
       order by commit_order, id limit ${DECISIONS_AT_ONCE}::int)
    select p.commit_order as "commitOrder", p.id, p.transaction_id as "transactionId", t.external_id as "externalId",
           greatest(least(t.occurred_at, '9999-12-31T23:59:59.999Z'::timestamptz), '0001-01-01'::timestamptz) as "occurredAt",
           p.scored_at as "scoredAt", t.amount::text as amount, t.currency,
           case when t.currency = i.currency then t.amount else t.converted_amount end::text as "ownAmount",
           t.sender_account as "senderAccount", t.receiver_account as "receiverAccount", p.outcome, p.score,
           p.reason_codes as "reasonCodes", p.response->'velocity' as velocity, p.response->'ring' as ring, t.source = 'replay' as "isReplayed"
      from picked p
           join tenants i on i.id = ${tenantId}::uuid
           cross join lateral (
             select * from transactions where tenant_id = ${tenantId}::uuid and id = p.transaction_id limit 1) t
     order by p.commit_order, p.id`
}
