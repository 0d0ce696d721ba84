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
function stripesOf({ accounts, externalIds, keys }: Wanted): number[] {
  const stripes = new Set<number>()
  const add = (name: string) => stripes.add((hash32(name) >>> 0) % STRIPES)
  for (const id of accounts) add(`a:${id}`)
  for (const id of externalIds) add(`x:${id}`)
  for (const { operation, key } of keys) add(`k:${keyOf(operation, key)}`)
  return [...stripes].sort((a, b) => a - b)
}

const LOCK = 'select pg_advisory_xact_lock($1, stripe) from unnest($2::int[]) stripe'

// One row, so that the trip costs one statement. An answer is looked up per id by the unique index, whatever the planner
// knows: a plan made before the tables had statistics would read all rows of the tenant for as long as it is kept.
const READ = `
  select
    (select row_to_json(p) from (
       select version, review_threshold as "reviewThreshold", block_threshold as "blockThreshold",
              medium_from as "mediumFrom", high_from as "highFrom"
         from policies where tenant_id = $1 order by version desc limit 1) p) as policy,
    (select row_to_json(m) from (
       select id, name, version from model_versions where tenant_id = $1 and stage = 'production') m) as model,
    (select json_agg(json_build_array(entity_id, state)) from entity_states
      where tenant_id = $1 and kind = 'account' and entity_id = any($2::text[])) as states,
    (select json_agg(json_build_array(account_id, list_type)) from watchlist_entries
      where tenant_id = $1 and account_id = any($2::text[]) and (expires_at is null or expires_at > now())) as lists,
    (select json_agg(json_build_array(asked.external_id, encode(t.fingerprint, 'hex'), p.answer))
       from unnest($3::text[]) asked (external_id)
      cross join lateral (
        select id, fingerprint from transactions where tenant_id = $1 and external_id = asked.external_id limit 1) t
      cross join lateral (
        select answer from predictions where tenant_id = $1 and transaction_id = t.id limit 1) p) as answered,
    (select json_agg(json_build_array(k.operation, k.key, encode(k.fingerprint, 'hex'), k.response))
       from unnest($4::text[], $5::text[]) asked (operation, key)
      cross join lateral (
        select * from idempotency_keys
         where tenant_id = $1 and operation = asked.operation and key = asked.key limit 1) k) as keys`

/** The one row of READ; a part without rows is null. */
interface ReadRow {
  policy: Situation['policy']
  model: Situation['model']
  states: [entityId: string, state: AccountState][] | null
  lists: [accountId: string, list: ListState][] | null
  answered: [externalId: string, fingerprint: string, answer: string][] | null
  keys: [operation: string, key: string, fingerprint: string, response: string][] | null
}

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
  const operations = keys.map(({ operation }) => operation)
  const names = keys.map(({ key }) => key)
  return [
    { name: 'score-lock', text: LOCK, values: [hash32(tenantId), stripesOf(wanted)] },
    { name: 'score-read', text: READ, values: [tenantId, accounts, externalIds, operations, names] },
  ]
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** Opens the transaction, takes the locks and reads. One round trip. */
export async function readSituation(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<Situation> {
  const [, read] = await tx.send(statementsFor(tenantId, wantedBy(jobs)))
  const row = read?.rows[0] as ReadRow
  return {
    policy: row.policy,
    model: row.model,
    states: new Map(row.states),
    lists: new Map(row.lists),
    answered: new Map(
      row.answered?.map(([id, print, answer]) => [id, { fingerprint: bytes(print), answer }]),
    ),
    keys: new Map(
      row.keys?.map(([operation, key, print, response]) => [
        keyOf(operation, key),
        { fingerprint: bytes(print), response },
      ]),
    ),
  }
}
