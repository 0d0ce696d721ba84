import type { ActiveModel } from '@/lib/scoring/shadow'
import {
  type StateMap,
  addStoredStates,
  lockStripes,
  newStateMap,
  type StoredStates,
} from '@/lib/scoring/states'
import { type Statement, type TenantPipeline, textArray, timestampArray } from '@/lib/platform/db'
import type { Ring } from '@/lib/engine/rings'
import { DEFAULT_VELOCITY, type VelocityRule } from '@/lib/engine/velocity'
import type { ListState, PolicyThresholds } from '@/lib/engine/policy'
import { singleton } from '@/lib/platform/singleton'
import type { ScoringJob } from './job'
import { type Listable, listKeyOf } from './listed-parties'
import { type GroupRates, rateKey } from './own-money'
import { type Reads, readStatement } from './read-statements'
import { keyOf, type Part, type RequestedKeys, requestedKeysOf } from './requested-keys'

/** Data for scoring a group of jobs, read while the transaction holds the locks of the group. */
export interface GroupData {
  policy: PolicyThresholds | null
  velocity: VelocityRule
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
  /** Rings of several accounts, by `listKeyOf` of their members, of the parts that have arrived. */
  rings: Map<string, Ring>
  /** The rows in order. `arrived` waits for a part and adds its states and list entries; call it in order of the parts. */
  parts: readonly (Pick<Part, 'from' | 'to'> & { arrived(): Promise<void> })[]
}

/** Which tenants look for rings, as their last group has read it: the others are spared the look-ups. */
const looksForRings = () => singleton('scoring.looks-for-rings', () => new Map<string, boolean>())

/** The row of a read of parties; columns without matches are null. */
interface PartiesRow extends StoredStates {
  lists: [...Listable, list: ListState][] | null
  rings?: [...Listable, ring: string, accounts: number, joinsMs: number[]][] | null
}

/** The row of a read of everything. */
interface ReadRow extends PartiesRow {
  policy: GroupData['policy']
  velocity: VelocityRule | null
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

function readAll(
  reads: Reads,
  tenantId: string,
  first: Part,
  { externalIds, keys, rates }: RequestedKeys,
): Statement {
  const values = [...partyValues(tenantId, first), textArray(externalIds)]
  if (!keys.length && !rates.length) return readStatement(reads, 'all', values)
  const keyLists = [keys.map(({ operation }) => operation), keys.map(({ key }) => key)]
  const all = [...values, ...keyLists.map((list) => textArray(list))]
  if (!rates.length) return readStatement(reads, 'withKeys', all)
  const asked = [
    textArray(rates.map(({ currency }) => currency)),
    timestampArray(rates.map(({ atMs }) => atMs)),
  ]
  return readStatement(reads, 'withRates', [...all, ...asked])
}

/** Begins the transaction, takes the locks and reads. One round trip for the first part, one for each further part. */
export async function readGroupData(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<GroupData> {
  const requested = requestedKeysOf(jobs)
  const reads = looksForRings().get(tenantId) ? 'rings' : 'plain'
  const firstPart = requested.parts.next().value as Part
  const { text, values } = lockStripes(tenantId, requested.stripes)
  const first = tx.send([
    { name: 'score-lock', text, values },
    readAll(reads, tenantId, firstPart, requested),
  ])
  const parts: { part: Part; response: ReturnType<TenantPipeline['send']> }[] = [
    { part: firstPart, response: first },
  ]
  for (let next = requested.parts.next(); !next.done; next = requested.parts.next()) {
    const response = tx.send([readStatement(reads, 'parties', partyValues(tenantId, next.value))])
    // `arrived` rethrows the failure of a part. Without a caller the commit fails; this avoids an unhandled rejection.
    response.catch(() => undefined)
    parts.push({ part: next.value, response })
  }
  // Computes the fingerprints that planning needs while the database reads.
  const rows = jobs.flatMap((job) => job.rows)
  for (const row of rows.slice(firstPart.from, firstPart.to)) void row.fingerprint

  const [, read] = await first
  const row = read?.rows[0] as ReadRow
  const velocity = row.velocity ?? DEFAULT_VELOCITY
  looksForRings().set(tenantId, velocity.rings !== null)
  const states = newStateMap()
  const lists = new Map<string, ListState>()
  const rings = new Map<string, Ring>()
  const addParties = ({ states: requestedStates }: Part, parties: PartiesRow) => {
    addStoredStates(states, requestedStates, parties)
    for (const [kind, id, list] of parties.lists ?? []) lists.set(listKeyOf(kind, id), list)
    for (const [kind, id, ring, accounts, newestJoinsMs] of parties.rings ?? [])
      rings.set(listKeyOf(kind, id), { id: ring, accounts, newestJoinsMs })
  }
  return {
    policy: row.policy,
    velocity,
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
    rings,
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
