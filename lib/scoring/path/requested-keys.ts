import { stripeOfEntity, stripeOfName } from '@/lib/scoring/states'
import { type StateKey, stateKeysOf, updatedKeysOf } from '@/lib/engine/features'
import { occurredAt } from './feature-input'
import type { ScoringJob, ScoringRow } from './job'
import { type Listable, listableIn } from './listed-parties'
import { rateKey } from './own-money'

/** Rows per part of a large job. Parts overlap: the database reads and writes one while the model evaluates another. */
const PART_ROWS = 200
/** The first part is smaller, so the database starts to write earlier. */
const FIRST_PART_ROWS = 60

/** Rows [from, to), with the entities that they name and earlier parts do not. */
export interface Part {
  from: number
  to: number
  states: StateKey[]
  listable: Listable[]
}

/** The keys that a group of jobs reads and locks. */
export interface RequestedKeys {
  /** One or more, in order. Each is built on demand, while the database reads the part before it. */
  parts: Iterator<Part, undefined>
  /** Locks of the accounts and devices that the group updates, of its external ids and of its idempotency keys. */
  stripes: Set<number>
  externalIds: string[]
  keys: { operation: string; key: string }[]
  /** Currencies other than the tenant's, each with the time of a payment. */
  rates: { currency: string; atMs: number }[]
}

export const keyOf = (operation: string, key: string): string => `${operation}\n${key}`

export function requestedKeysOf(jobs: readonly ScoringJob[]): RequestedKeys {
  const rows = jobs.flatMap((job) => job.rows)
  const keys = jobs.flatMap(({ idempotency }) => (idempotency ? [idempotency] : []))
  const stripes = new Set<number>()
  const externalIds = new Set<string>()
  const rates = foreignMoneyOf(jobs)
  for (const { transaction } of rows) {
    for (const key of updatedKeysOf(transaction)) stripes.add(stripeOfEntity(key))
    if (transaction.externalId !== null) externalIds.add(transaction.externalId)
  }
  for (const id of externalIds) stripes.add(stripeOfName(`x:${id}`))
  for (const { operation, key } of keys) stripes.add(stripeOfName(`k:${keyOf(operation, key)}`))
  // Several jobs form one part: jobs with a stored response have no rows to score, so parts could be empty.
  const parts = partsOf(rows, jobs.length > 1 || rows.length <= PART_ROWS ? rows.length : FIRST_PART_ROWS)
  return { parts, stripes, externalIds: [...externalIds], keys, rates }
}

function foreignMoneyOf(jobs: readonly ScoringJob[]): RequestedKeys['rates'] {
  const asked = new Map<string, RequestedKeys['rates'][number]>()
  for (const { ctx, rows } of jobs) {
    for (const { transaction, receivedAt } of rows) {
      const { currency } = transaction
      if (currency === null || currency === ctx.tenant.currency) continue
      const atMs = occurredAt(ctx.tenant, transaction, receivedAt)
      asked.set(rateKey(currency, atMs), { currency, atMs })
    }
  }
  return [...asked.values()]
}

function* partsOf(rows: readonly ScoringRow[], firstPartRows: number): Generator<Part, undefined> {
  const [isNewEntity, isNewListable] = [firstOccurrence(), firstOccurrence()]
  let from = 0
  for (let to = firstPartRows; from === 0 || from < rows.length; from = to, to += PART_ROWS) {
    const part: Part = { from, to: Math.min(to, rows.length), states: [], listable: [] }
    for (const { transaction } of rows.slice(part.from, part.to)) {
      for (const key of stateKeysOf(transaction)) if (isNewEntity(key.kind, key.id)) part.states.push(key)
      for (const one of listableIn(transaction)) if (isNewListable(...one)) part.listable.push(one)
    }
    yield part
    if (to >= rows.length) return
  }
}

/** Returns a function that is true on the first call with an entity. */
function firstOccurrence(): (kind: string, id: string) => boolean {
  const named = new Map<string, Set<string>>()
  return (kind, id) => {
    const ids = named.get(kind) ?? new Set()
    if (!ids.size) named.set(kind, ids)
    return ids.size < ids.add(id).size
  }
}
