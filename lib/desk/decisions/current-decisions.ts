import type { Decision } from '@/lib/contract/decisions'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { presentInForce } from './present'
import type { DecisionStates } from './settle'

/** The decisions in force with their authors, read from the history. */

export interface StoredDecision {
  id: string
  transactionId: string
  decision: Decision
  notes: string | null
  userId: string
  userName: string
  decidedAt: Date
}

/**
 * The decisions that count on each transaction, oldest first: neither a retraction nor retracted. Transactions without any
 * are left out.
 */
export async function historiesOf(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<Map<string, StoredDecision[]>> {
  const histories = new Map<string, StoredDecision[]>()
  if (transactionIds.length === 0) return histories
  const rows = await tx.$queryRaw<StoredDecision[]>`
    select d.id, d.transaction_id as "transactionId", d.decision, d.notes, d.user_id as "userId",
           u.full_name as "userName", d.decided_at as "decidedAt"
      from analyst_decisions d join users u on u.tenant_id = d.tenant_id and u.id = d.user_id
     where d.tenant_id = ${tenantId}::uuid and d.transaction_id = any (${[...transactionIds]}::uuid[])
       and d.decision <> 'retracted'
       and not exists (select from analyst_decisions r where r.tenant_id = d.tenant_id and r.retracts_id = d.id)
     order by d.decided_at, d.id`
  for (const row of rows) {
    const history = histories.get(row.transactionId)
    if (history) history.push(row)
    else histories.set(row.transactionId, [row])
  }
  return histories
}

/** The latest decision that counts on each of the transactions that are decided. */
export async function latestDecisions(
  tx: TenantClient,
  tenantId: string,
  states: DecisionStates,
): Promise<Map<string, StoredDecision>> {
  const decided = [...states].flatMap(([id, { decision }]) => (decision === null ? [] : [id]))
  const histories = await historiesOf(tx, tenantId, decided)
  return new Map([...histories].flatMap(([id, history]) => history.slice(-1).map((row) => [id, row])))
}

/** What the caller read: the version of the decision on each transaction that it names. */
export type ExpectedVersions = ReadonlyMap<string, number>

/** @throws AppError version-conflict, naming the decisions in force, where a version is another one */
export function requireVersions(
  expected: ExpectedVersions,
  states: DecisionStates,
  latest: ReadonlyMap<string, StoredDecision>,
): void {
  const changed = [...expected].flatMap(([id, version]) => {
    const state = states.get(id)
    return state && state.version !== version ? [{ id, now: state.version }] : []
  })
  const [first] = changed
  if (!first) return
  const decisions = changed.map(({ id, now }) => inForce(id, latest.get(id), now))
  const [one] = decisions
  const detail =
    changed.length > 1
      ? `The decisions on ${changed.length} transactions changed since they were read. Nothing was changed.`
      : `${one?.user_name ?? 'Another user'} ${one?.decision ? `decided ${one.decision}` : 'undid the decision'} since it was read. Nothing was changed.`
  throw new AppError('version-conflict', {
    detail,
    decisions,
    ...(changed.length === 1 && { currentVersion: first.now }),
  })
}

const inForce = (id: string, row: StoredDecision | undefined, version: number) =>
  row
    ? presentInForce(row, version)
    : {
        transaction_id: id,
        decision: null,
        decision_version: version,
        user_id: null,
        user_name: null,
        decided_at: null,
      }
