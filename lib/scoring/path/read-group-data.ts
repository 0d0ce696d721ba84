import type { ActiveModel } from '@/lib/scoring/shadow'
import {
  type StateMap,
  addStoredStates,
  lockStripes,
  newStateMap,
  storedStates,
  type StoredStates,
} from '@/lib/scoring/states'
import { type Statement, type TenantPipeline, textArray, timestampArray } from '@/lib/platform/db'
import type { ListState, PolicyThresholds } from '@/lib/engine/policy'
import type { ScoringJob } from './job'
import { type Listable, listKeyOf } from './listed-parties'
import { type GroupRates, rateKey } from './own-money'
import { keyOf, type Part, type RequestedKeys, requestedKeysOf } from './requested-keys'

/** Data for scoring a group of jobs, read while the transaction holds the locks of the group. */
export interface GroupData {
  policy: PolicyThresholds | null
  /** The models in the stages that score. */
  models: ActiveModel[]
  /** By external id: the response body of an earlier request. */
  storedResponses: Map<string, { fingerprint: string; body: string }>
  rates: GroupRates
  /** Stored idempotency keys, by `keyOf`. */
  keys: Map<string, { fingerprint: string; response: string }>
  /** Entity states of the parts that have arrived. */
  states: StateMap
  /** Watchlist entries in force, by `listKeyOf`, of the parts that have arrived. */
  lists: Map<string, ListState>
  /** The rows in order. `arrived` waits for a part and adds its states and list entries; call it in order of the parts. */
  parts: readonly (Pick<Part, 'from' | 'to'> & { arrived(): Promise<void> })[]
}

// Lateral joins with a limit force one index scan per entity. A plan that was cached before the tables had statistics
// would otherwise read all rows of the tenant for the life of the connection.
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
    (select json_agg(row_to_json(m)) from (
       select v.id, v.name, v.version, v.manifest_sha256 as "manifestSha256", v.origin, v.stage, v.stage_version as "stageVersion",
              run.share, run.slow_ms as "slowMs"
         from model_versions v left join lateral (
         select share, slow_ms from canary_runs
          where v.stage = 'canary' and tenant_id = $1 and model_version_id = v.id and stage_version = v.stage_version
            and ended_at is null limit 1) run on true
        where v.tenant_id = $1 and v.stage in ('shadow', 'canary', 'production')) m) as models,
    (select json_agg(json_build_array(asked.external_id, encode(t.fingerprint, 'hex'), p.answer))
       from unnest($6::text[]) asked (external_id)
      cross join lateral (
        select id, fingerprint from transactions where tenant_id = $1 and external_id = asked.external_id limit 1) t
      cross join lateral (
        select answer from predictions where tenant_id = $1 and transaction_id = t.id limit 1) p) as answered`

// The rate of each payment, in the order of the payments, and the currencies that have rates: one index entry each.
const RATES = `
    (select json_agg(trim_scale(r.rate)::text order by asked.ordinal)
       from unnest($9::text[], $10::timestamptz[]) with ordinality asked (currency, at, ordinal)
       left join lateral (
        select rate from currency_rates
         where tenant_id = $1 and currency = asked.currency and valid_from <= asked.at
         order by valid_from desc, id desc limit 1) r on true) as rates,
    (with recursive rated as (
       (select currency from currency_rates where tenant_id = $1 order by currency limit 1)
       union all
       (select (select currency from currency_rates where tenant_id = $1 and currency > rated.currency
                 order by currency limit 1) from rated where rated.currency is not null))
     select json_agg(currency) from rated where currency is not null) as currencies`

// Each read returns one row, so a round trip needs one statement.
const READ = `${ALL} ${FROM_STATES}`
const READ_WITH_KEYS = `${ALL}, ${KEYS} ${FROM_STATES}`
const READ_WITH_RATES = `${ALL}, ${KEYS}, ${RATES} ${FROM_STATES}`

/** The row of READ_PARTIES; columns without matches are null. */
interface PartiesRow extends StoredStates {
  lists: [...Listable, list: ListState][] | null
}

/** The row of READ. */
interface ReadRow extends PartiesRow {
  policy: GroupData['policy']
  models: ActiveModel[] | null
  answered: [externalId: string, fingerprint: string, body: string][] | null
  keys?: [operation: string, key: string, fingerprint: string, response: string][] | null
  rates?: (string | null)[] | null
  currencies?: string[] | null
}

function partyValues(tenantId: string, { states, listable }: Part): unknown[] {
  const stateKeys = [states.map(({ kind }) => kind), states.map(({ id }) => id)]
  const listKeys = [listable.map(([kind]) => kind), listable.map(([, id]) => id)]
  return [tenantId, ...[...stateKeys, ...listKeys].map((list) => textArray(list))]
}

function readAll(tenantId: string, first: Part, { externalIds, keys, rates }: RequestedKeys): Statement {
  const values = [...partyValues(tenantId, first), textArray(externalIds)]
  if (!keys.length && !rates.length) return { name: 'score-read', text: READ, values }
  const keyLists = [keys.map(({ operation }) => operation), keys.map(({ key }) => key)]
  const all = [...values, ...keyLists.map((list) => textArray(list))]
  if (!rates.length) return { name: 'score-read-keys', text: READ_WITH_KEYS, values: all }
  const asked = [
    textArray(rates.map(({ currency }) => currency)),
    timestampArray(rates.map(({ atMs }) => atMs)),
  ]
  return { name: 'score-read-rates', text: READ_WITH_RATES, values: [...all, ...asked] }
}

const readParties = (tenantId: string, part: Part): Statement => ({
  name: 'score-read-parties',
  text: READ_PARTIES,
  values: partyValues(tenantId, part),
})

/** Begins the transaction, takes the locks and reads. One round trip for the first part, one for each further part. */
export async function readGroupData(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<GroupData> {
  const requested = requestedKeysOf(jobs)
  const firstPart = requested.parts.next().value as Part
  const { text, values } = lockStripes(tenantId, requested.stripes)
  const first = tx.send([{ name: 'score-lock', text, values }, readAll(tenantId, firstPart, requested)])
  const parts: { part: Part; response: ReturnType<TenantPipeline['send']> }[] = [
    { part: firstPart, response: first },
  ]
  for (let next = requested.parts.next(); !next.done; next = requested.parts.next()) {
    const response = tx.send([readParties(tenantId, next.value)])
    // `arrived` rethrows the failure of a part. Without a caller the commit fails; this avoids an unhandled rejection.
    response.catch(() => undefined)
    parts.push({ part: next.value, response })
  }
  // Computes the fingerprints that planning needs while the database reads.
  const rows = jobs.flatMap((job) => job.rows)
  for (const row of rows.slice(firstPart.from, firstPart.to)) void row.fingerprint

  const [, read] = await first
  const row = read?.rows[0] as ReadRow
  const states = newStateMap()
  const lists = new Map<string, ListState>()
  const addParties = ({ states: requestedStates }: Part, parties: PartiesRow) => {
    addStoredStates(states, requestedStates, parties)
    for (const [kind, id, list] of parties.lists ?? []) lists.set(listKeyOf(kind, id), list)
  }
  return {
    policy: row.policy,
    models: row.models ?? [],
    storedResponses: new Map(row.answered?.map(([id, fingerprint, body]) => [id, { fingerprint, body }])),
    keys: new Map(
      row.keys?.map(([operation, key, fingerprint, response]) => [
        keyOf(operation, key),
        { fingerprint, response },
      ]),
    ),
    rates: ratesOf(requested.rates, row),
    states,
    lists,
    parts: parts.map(({ part, response }) => ({
      ...part,
      // The last statement of each round trip returns the parties.
      arrived: async () => addParties(part, (await response).at(-1)?.rows[0] as PartiesRow),
    })),
  }
}

function ratesOf(asked: RequestedKeys['rates'], { rates, currencies }: ReadRow): GroupRates {
  const inForce = new Map<string, string>()
  asked.forEach(({ currency, atMs }, i) => {
    const rate = rates?.[i] ?? null
    if (rate !== null) inForce.set(rateKey(currency, atMs), rate)
  })
  return { inForce, currencies: currencies ?? [] }
}
