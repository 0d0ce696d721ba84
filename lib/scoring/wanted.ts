import { stripeOfEntity, stripeOfName } from '@/lib/entities'
import { type EntityKey, entityKeysOf, movedKeysOf } from '@/lib/features'
import type { ScoringJob } from './job'
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
  states: EntityKey[]
  listable: Listable[]
}

/** What a group of jobs asks of the database. */
export interface Wanted {
  parts: Part[]
  /** Of all that the group will change: accounts and devices, and the ids that it is answered under. */
  stripes: Set<number>
  externalIds: string[]
  keys: { operation: string; key: string }[]
}

export const keyOf = (operation: string, key: string): string => `${operation}\n${key}`

const part = (from: number, to: number): Part => ({ from, to, states: [], listable: [] })

/** At least one, in order. */
function partsOf(count: number): Part[] {
  if (count <= PART_ROWS) return [part(0, count)]
  const parts = [part(0, FIRST_PART_ROWS)]
  for (let from = FIRST_PART_ROWS; from < count; from += PART_ROWS) {
    parts.push(part(from, Math.min(from + PART_ROWS, count)))
  }
  return parts
}

export function wantedBy(jobs: readonly ScoringJob[]): Wanted {
  const rows = jobs.flatMap((job) => job.rows)
  const keys = jobs.flatMap(({ idempotency }) => (idempotency ? [idempotency] : []))
  const stripes = new Set<number>()
  const externalIds = new Set<string>()
  const [isNewEntity, isNewListable] = [firstNaming(), firstNaming()]
  // What several jobs want is one part: some of them may turn out to be answered already, and then have no rows.
  const parts = jobs.length > 1 ? [part(0, rows.length)] : partsOf(rows.length)
  for (const part of parts) {
    for (const { transaction } of rows.slice(part.from, part.to)) {
      for (const key of entityKeysOf(transaction)) if (isNewEntity(key.kind, key.id)) part.states.push(key)
      for (const one of listableIn(transaction)) if (isNewListable(...one)) part.listable.push(one)
      for (const key of movedKeysOf(transaction)) stripes.add(stripeOfEntity(key))
      if (transaction.externalId !== null) externalIds.add(transaction.externalId)
    }
  }
  for (const id of externalIds) stripes.add(stripeOfName(`x:${id}`))
  for (const { operation, key } of keys) stripes.add(stripeOfName(`k:${keyOf(operation, key)}`))
  return { parts, stripes, externalIds: [...externalIds], keys }
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
