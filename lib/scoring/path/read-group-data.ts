import {
  type StateMap,
  addStoredStates,
  lockStripes,
  newStateMap,
  storedStates,
  type StoredStates,
} from '@/lib/scoring/states'
import { type Statement, type TenantPipeline, textArray } from '@/lib/platform/db'
import type { ListState, PolicyThresholds } from '@/lib/engine/policy'
import type { ScoringJob } from './job'
import { type Listable, listKeyOf } from './listed-parties'
import { keyOf, type Part, type RequestedKeys, requestedKeysOf } from './requested-keys'

/** Everything that a group of jobs needs to know, read under locks on what it will change. */
export interface GroupData {
  policy: PolicyThresholds | null
  model: { id: string; name: string; version: string } | null
  /** By external id: what was answered before. */
  answered: Map<string, { fingerprint: string; answer: string }>
  /** By operation and key. */
  keys: Map<string, { fingerprint: string; response: string }>
  /** Of the parts that have arrived. */
  states: StateMap
  /** By listKeyOf: entries that have an effect now; of the parts that have arrived. */
  lists: Map<string, ListState>
  /** The rows in order; `arrived` waits for the parties of one part, after those before it. */
  parts: readonly (Pick<Part, 'from' | 'to'> & { arrived(): Promise<void> })[]
}

// Looked up entity by entity in the unique index, whatever the planner knows: a plan made before the tables had statistics
// would read all rows of the tenant for as long as it is kept.
const PARTIES = `
  known.found, known.packed,
  (select json_agg(json_build_array(asked.kind, asked.id, entry.list_type))
     from unnest($4::text[], $5::text[]) asked (kind, id)
    cross join lateral (
      select list_type from watchlist_entries
       where tenant_id = $1 and kind = asked.kind and account_id = asked.id
         and (expires_at is null or expires_at > now()) limit 1) entry) as lists`

const FROM_STATES = `
  from (${storedStates('$2', '$3', '$1')}) known`

const READ_PARTIES = `select ${PARTIES} ${FROM_STATES}`

const KEYS = `
    (select json_agg(json_build_array(k.operation, k.key, encode(k.fingerprint, 'hex'), k.response))
       from unnest($7::text[], $8::text[]) asked (operation, key)
      cross join lateral (
        select * from idempotency_keys
         where tenant_id = $1 and operation = asked.operation and key = asked.key limit 1) k) as keys`

const ALL = `
  select ${PARTIES},
    (select row_to_json(p) from (
       select version, review_threshold as "reviewThreshold", block_threshold as "blockThreshold",
              medium_from as "mediumFrom", high_from as "highFrom"
         from policies where tenant_id = $1 order by version desc limit 1) p) as policy,
    (select row_to_json(m) from (
       select id, name, version from model_versions where tenant_id = $1 and stage = 'production') m) as model,
    (select json_agg(json_build_array(asked.external_id, encode(t.fingerprint, 'hex'), p.answer))
       from unnest($6::text[]) asked (external_id)
      cross join lateral (
        select id, fingerprint from transactions where tenant_id = $1 and external_id = asked.external_id limit 1) t
      cross join lateral (
        select answer from predictions where tenant_id = $1 and transaction_id = t.id limit 1) p) as answered`

// One row, so that the trip costs one statement.
const READ = `${ALL} ${FROM_STATES}`
const READ_WITH_KEYS = `${ALL}, ${KEYS} ${FROM_STATES}`

/** The one row of READ_PARTIES; a part without rows is null. */
interface PartiesRow extends StoredStates {
  lists: [...Listable, list: ListState][] | null
}

/** The one row of READ. */
interface ReadRow extends PartiesRow {
  policy: GroupData['policy']
  model: GroupData['model']
  answered: [externalId: string, fingerprint: string, answer: string][] | null
  keys?: [operation: string, key: string, fingerprint: string, response: string][] | null
}

function partyValues(tenantId: string, { states, listable }: Part): unknown[] {
  const asked = [states.map(({ kind }) => kind), states.map(({ id }) => id)]
  const listed = [listable.map(([kind]) => kind), listable.map(([, id]) => id)]
  return [tenantId, ...[...asked, ...listed].map((list) => textArray(list))]
}

function readAll(tenantId: string, first: Part, { externalIds, keys }: RequestedKeys): Statement {
  const values = [...partyValues(tenantId, first), textArray(externalIds)]
  if (!keys.length) return { name: 'score-read', text: READ, values }
  const asked = [keys.map(({ operation }) => operation), keys.map(({ key }) => key)]
  const all = [...values, ...asked.map((list) => textArray(list))]
  return { name: 'score-read-keys', text: READ_WITH_KEYS, values: all }
}

const readParties = (tenantId: string, part: Part): Statement => ({
  name: 'score-read-parties',
  text: READ_PARTIES,
  values: partyValues(tenantId, part),
})

/** Opens the transaction, takes the locks and reads. One trip, and one more for each part after the first. */
export async function readGroupData(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<GroupData> {
  const requested = requestedKeysOf(jobs)
  const firstPart = requested.parts.next().value as Part
  const { text, values } = lockStripes(tenantId, requested.stripes)
  const first = tx.send([{ name: 'score-lock', text, values }, readAll(tenantId, firstPart, requested)])
  const parts: { part: Part; answer: ReturnType<TenantPipeline['send']> }[] = [
    { part: firstPart, answer: first },
  ]
  for (let next = requested.parts.next(); !next.done; next = requested.parts.next()) {
    const answer = tx.send([readParties(tenantId, next.value)])
    // Who needs a part waits for it; where nobody does, its failure is the transaction's.
    answer.catch(() => undefined)
    parts.push({ part: next.value, answer })
  }
  // Needed for what comes next, and the database is at work.
  const rows = jobs.flatMap((job) => job.rows)
  for (const row of rows.slice(firstPart.from, firstPart.to)) void row.fingerprint

  const [, read] = await first
  const row = read?.rows[0] as ReadRow
  const states = newStateMap()
  const lists = new Map<string, ListState>()
  const learn = ({ states: asked }: Part, parties: PartiesRow) => {
    addStoredStates(states, asked, parties)
    for (const [kind, id, list] of parties.lists ?? []) lists.set(listKeyOf(kind, id), list)
  }
  return {
    policy: row.policy,
    model: row.model,
    answered: new Map(row.answered?.map(([id, fingerprint, answer]) => [id, { fingerprint, answer }])),
    keys: new Map(
      row.keys?.map(([operation, key, fingerprint, response]) => [
        keyOf(operation, key),
        { fingerprint, response },
      ]),
    ),
    states,
    lists,
    parts: parts.map(({ part, answer }) => ({
      ...part,
      // Of the first trip, too, the parties are what its last statement answers.
      arrived: async () => learn(part, (await answer).at(-1)?.rows[0] as PartiesRow),
    })),
  }
}
