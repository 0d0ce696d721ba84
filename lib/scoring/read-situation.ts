import type { AccountState } from '@/lib/features'
import type { Statement, TenantPipeline } from '@/lib/platform/db'
import type { ListState, PolicyThresholds } from '@/lib/policy'
import type { ScoringJob } from './job'

/** Everything that a group of jobs needs to know, read in one trip under locks on what it will change. */
export interface Situation {
  policy: PolicyThresholds | null
  model: { id: string; name: string; version: string } | null
  states: Map<string, AccountState>
  lists: Map<string, ListState>
  /** By external id: what was answered before. */
  answered: Map<string, { fingerprint: Buffer; answer: string }>
  /** By operation and key. */
  keys: Map<string, { fingerprint: Buffer; response: string }>
}

export const keyOf = (operation: string, key: string): string => `${operation}\n${key}`

const STRIPES = 64

/** FNV-1a (Fowler, Noll, Vo), 32 bits: spreads names over the stripes; a collision only makes two groups wait. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** Lock stripes in ascending order, so that two groups never wait for each other in a circle. */
function stripesOf(names: Iterable<string>): number[] {
  const stripes = new Set<number>()
  for (const name of names) stripes.add((hash32(name) >>> 0) % STRIPES)
  return [...stripes].sort((a, b) => a - b)
}

const LOCK = 'select pg_advisory_xact_lock($1, stripe) from unnest($2::int[]) stripe'
const SETTING = `
  select (select row_to_json(p) from (
            select version, review_threshold, block_threshold, medium_from, high_from
              from policies where tenant_id = $1 order by version desc limit 1) p) as policy,
         (select row_to_json(m) from (
            select id, name, version from model_versions where tenant_id = $1 and stage = 'production') m) as model,
         (select json_agg(json_build_array(account_id, list_type)) from watchlist_entries
           where tenant_id = $1 and account_id = any($2::text[]) and (expires_at is null or expires_at > now())) as lists`
const STATES = `
  select entity_id, state from entity_states where tenant_id = $1 and kind = 'account' and entity_id = any($2::text[])`
// One look-up per id by the unique index, whatever the planner knows: a plan is kept for as long as its connection, and one
// that was made before the tables had statistics would read all rows of the tenant.
const ANSWERED = `
  select asked.external_id, t.fingerprint, p.answer
    from unnest($2::text[]) asked (external_id)
   cross join lateral (
     select id, fingerprint from transactions where tenant_id = $1 and external_id = asked.external_id limit 1) t
   cross join lateral (
     select answer from predictions where tenant_id = $1 and transaction_id = t.id limit 1) p`
const KEYS = `
  select operation, key, fingerprint, response from idempotency_keys
   where tenant_id = $1 and operation = any($2::text[]) and key = any($3::text[])`

interface Wanted {
  accounts: string[]
  externalIds: string[]
  keys: { operation: string; key: string }[]
}

function wantedBy(jobs: readonly ScoringJob[]): Wanted {
  const accounts = new Set<string>()
  const externalIds = new Set<string>()
  const keys = new Map<string, { operation: string; key: string }>()
  for (const job of jobs) {
    if (job.idempotency) keys.set(keyOf(job.idempotency.operation, job.idempotency.key), job.idempotency)
    for (const { transaction } of job.rows) {
      accounts.add(transaction.senderAccount)
      if (transaction.receiverAccount) accounts.add(transaction.receiverAccount)
      if (transaction.externalId) externalIds.add(transaction.externalId)
    }
  }
  return { accounts: [...accounts], externalIds: [...externalIds], keys: [...keys.values()] }
}

function statementsFor(tenantId: string, wanted: Wanted): Statement[] {
  const { accounts, externalIds, keys } = wanted
  const locks = stripesOf([
    ...accounts.map((id) => `a:${id}`),
    ...externalIds.map((id) => `x:${id}`),
    ...keys.map(({ operation, key }) => `k:${keyOf(operation, key)}`),
  ])
  const statements: Statement[] = [
    { name: 'score-lock', text: LOCK, values: [hash32(tenantId), locks] },
    { name: 'score-config', text: SETTING, values: [tenantId, accounts] },
    { name: 'score-states', text: STATES, values: [tenantId, accounts] },
  ]
  if (externalIds.length)
    statements.push({ name: 'score-answered', text: ANSWERED, values: [tenantId, externalIds] })
  if (keys.length) {
    const operations = keys.map(({ operation }) => operation)
    statements.push({
      name: 'score-keys',
      text: KEYS,
      values: [tenantId, operations, keys.map(({ key }) => key)],
    })
  }
  return statements
}

/** Opens the transaction, takes the locks and reads. One round trip. */
export async function readSituation(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<Situation> {
  const wanted = wantedBy(jobs)
  const [, config, states, ...rest] = await tx.send(statementsFor(tenantId, wanted))
  const { policy, model, lists } = config?.rows[0] ?? {}
  const answered = wanted.externalIds.length ? rest.shift() : undefined
  const keys = wanted.keys.length ? rest.shift() : undefined
  return {
    policy: policy
      ? {
          version: policy.version,
          reviewThreshold: policy.review_threshold,
          blockThreshold: policy.block_threshold,
          mediumFrom: policy.medium_from,
          highFrom: policy.high_from,
        }
      : null,
    model: model ?? null,
    states: new Map(states?.rows.map((r) => [r.entity_id, r.state])),
    lists: new Map(lists),
    answered: new Map(
      answered?.rows.map((r) => [r.external_id, { fingerprint: r.fingerprint, answer: r.answer }]),
    ),
    keys: new Map(
      keys?.rows.map((r) => [
        keyOf(r.operation, r.key),
        { fingerprint: r.fingerprint, response: r.response },
      ]),
    ),
  }
}
