import { stripeOfEntity, stripeOfName } from '@/lib/scoring/states'
import { type StateKey, stateKeysOf, updatedKeysOf } from '@/lib/engine/features'
import type { ScoringJob, ScoringRow } from './job'
import { type Listable, listableIn } from './listed-parties'

/** Rows of a large job that are read, evaluated and written together: the database works on one part, the model on another. */
const PART_ROWS = 200
/** Of the first part: the sooner it is evaluated, the sooner has the database something to write. */
const FIRST_PART_ROWS = 60

/** Some of the rows, and the entities that they name and no part before them does. */
export interface Part {
  /** Index of the first row, and of the one after the last. */
  from: number
  to: number
  states: StateKey[]
  listable: Listable[]
}

/** What a group of jobs asks of the database. */
export interface RequestedKeys {
  /** At least one, in order. Each is put together when it is asked for: the database is at work on the one before it. */
  parts: Iterator<Part, undefined>
  /** Of all that the group will change: accounts and devices, and the ids that it is answered under. */
  stripes: Set<number>
  externalIds: string[]
  keys: { operation: string; key: string }[]
}

export const keyOf = (operation: string, key: string): string => `${operation}\n${key}`

export function requestedKeysOf(jobs: readonly ScoringJob[]): RequestedKeys {
  const rows = jobs.flatMap((job) => job.rows)
  const keys = jobs.flatMap(({ idempotency }) => (idempotency ? [idempotency] : []))
  const stripes = new Set<number>()
  const externalIds = new Set<string>()
  for (const { transaction } of rows) {
    for (const key of updatedKeysOf(transaction)) stripes.add(stripeOfEntity(key))
    if (transaction.externalId !== null) externalIds.add(transaction.externalId)
  }
  for (const id of externalIds) stripes.add(stripeOfName(`x:${id}`))
  for (const { operation, key } of keys) stripes.add(stripeOfName(`k:${keyOf(operation, key)}`))
  // What several jobs want is one part: some of them may turn out to be answered already, and then have no rows.
  const parts = partsOf(rows, jobs.length > 1 || rows.length <= PART_ROWS ? rows.length : FIRST_PART_ROWS)
  return { parts, stripes, externalIds: [...externalIds], keys }
}

function* partsOf(rows: readonly ScoringRow[], firstPartRows: number): Generator<Part, undefined> {
  const [isNewEntity, isNewListable] = [firstNaming(), firstNaming()]
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

/** Says of each thing whether it is named for the first time. */
function firstNaming(): (kind: string, id: string) => boolean {
  const named = new Map<string, Set<string>>()
  return (kind, id) => {
    const ids = named.get(kind) ?? new Set()
    if (!ids.size) named.set(kind, ids)
    return ids.size < ids.add(id).size
  }
}
