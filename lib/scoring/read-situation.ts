import { type KnownStates, knownStates, lockNameOf, lockNames, type StateRow } from '@/lib/entities'
import { type EntityKey, entityKeysOf, movedKeysOf } from '@/lib/features'
import { type Statement, type TenantPipeline, textArray } from '@/lib/platform/db'
import type { ListState, PolicyThresholds } from '@/lib/policy'
import type { ScoringJob } from './job'
import { type Listable, listableIn, listKeyOf } from './listed-parties'

/** Everything that a group of jobs needs to know, read in one trip under locks on what it will change. */
export interface Situation {
  policy: PolicyThresholds | null
  model: { id: string; name: string; version: string } | null
  states: KnownStates
  /** By listKeyOf: entries that have an effect now. */
  lists: Map<string, ListState>
  /** By external id: what was answered before. */
  answered: Map<string, { fingerprint: Buffer; answer: string }>
  /** By operation and key. */
  keys: Map<string, { fingerprint: Buffer; response: string }>
}

export const keyOf = (operation: string, key: string): string => `${operation}\n${key}`

/** What the group will change: accounts and devices, and the ids that it is answered under. A category is only read. */
function lockedBy({ moved, externalIds, keys }: Wanted): string[] {
  return [
    ...moved.map(lockNameOf),
    ...externalIds.map((id) => `x:${id}`),
    ...keys.map(({ operation, key }) => `k:${keyOf(operation, key)}`),
  ]
}

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
    (select json_agg(json_build_array(asked.kind, asked.id, known.state))
       from unnest($7::text[], $8::text[]) asked (kind, id)
      cross join lateral (
        select state from entity_states
         where tenant_id = $1 and kind = asked.kind and entity_id = asked.id limit 1) known) as states,
    (select json_agg(json_build_array(asked.kind, asked.id, entry.list_type))
       from unnest($2::text[], $3::text[]) asked (kind, id)
      cross join lateral (
        select list_type from watchlist_entries
         where tenant_id = $1 and kind = asked.kind and account_id = asked.id
           and (expires_at is null or expires_at > now()) limit 1) entry) as lists,
    (select json_agg(json_build_array(asked.external_id, encode(t.fingerprint, 'hex'), p.answer))
       from unnest($4::text[]) asked (external_id)
      cross join lateral (
        select id, fingerprint from transactions where tenant_id = $1 and external_id = asked.external_id limit 1) t
      cross join lateral (
        select answer from predictions where tenant_id = $1 and transaction_id = t.id limit 1) p) as answered,
    (select json_agg(json_build_array(k.operation, k.key, encode(k.fingerprint, 'hex'), k.response))
       from unnest($5::text[], $6::text[]) asked (operation, key)
      cross join lateral (
        select * from idempotency_keys
         where tenant_id = $1 and operation = asked.operation and key = asked.key limit 1) k) as keys`

/** The one row of READ; a part without rows is null. */
interface ReadRow {
  policy: Situation['policy']
  model: Situation['model']
  states: StateRow[] | null
  lists: [...Listable, list: ListState][] | null
  answered: [externalId: string, fingerprint: string, answer: string][] | null
  keys: [operation: string, key: string, fingerprint: string, response: string][] | null
}

interface Wanted {
  /** Entities to read, and those among them to move. */
  read: EntityKey[]
  moved: EntityKey[]
  listable: Listable[]
  externalIds: string[]
  keys: { operation: string; key: string }[]
}

function wantedBy(jobs: readonly ScoringJob[]): Wanted {
  const read = new Map<string, EntityKey>()
  const moved = new Map<string, EntityKey>()
  const listable = new Map<string, Listable>()
  const externalIds = new Set<string>()
  const keys = new Map<string, { operation: string; key: string }>()
  for (const job of jobs) {
    if (job.idempotency) keys.set(keyOf(job.idempotency.operation, job.idempotency.key), job.idempotency)
    for (const { transaction } of job.rows) {
      for (const key of entityKeysOf(transaction)) read.set(lockNameOf(key), key)
      for (const key of movedKeysOf(transaction)) moved.set(lockNameOf(key), key)
      for (const one of listableIn(transaction)) listable.set(listKeyOf(...one), one)
      if (transaction.externalId) externalIds.add(transaction.externalId)
    }
  }
  return {
    read: [...read.values()],
    moved: [...moved.values()],
    listable: [...listable.values()],
    externalIds: [...externalIds],
    keys: [...keys.values()],
  }
}

function statementsFor(tenantId: string, wanted: Wanted): Statement[] {
  const { read, listable, externalIds, keys } = wanted
  const listed = [listable.map(([kind]) => kind), listable.map(([, id]) => id)]
  const asked = [read.map(({ kind }) => kind), read.map(({ id }) => id)]
  const answered = [externalIds, keys.map(({ operation }) => operation), keys.map(({ key }) => key)]
  const lists = [...listed, ...answered, ...asked].map((list) => textArray(list))
  const lock = lockNames(tenantId, lockedBy(wanted))
  return [
    { name: 'score-lock', text: lock.text, values: lock.values },
    { name: 'score-read', text: READ, values: [tenantId, ...lists] },
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
    states: knownStates(row.states ?? []),
    lists: new Map(row.lists?.map(([kind, id, list]) => [listKeyOf(kind, id), list])),
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
