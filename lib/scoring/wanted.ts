import { lockNameOf } from '@/lib/entities'
import { type EntityKey, entityKeysOf, movedKeysOf } from '@/lib/features'
import type { ScoringJob } from './job'
import { type Listable, listableIn, listKeyOf } from './listed-parties'

/**
 * Rows whose parties are read, and that are evaluated, together: the database works on one part, the model on another. Not
 * below MAX_GROUP of submit.ts: the plans of several jobs may skip rows, so such a group must be one part.
 */
export const PART_ROWS = 200

/** The entities of some rows that no part before them names. */
export interface WantedParties {
  states: EntityKey[]
  listable: Listable[]
}

/** What a group of jobs asks of the database. */
export interface Wanted {
  parts: WantedParties[]
  /** Names of all that the group will change: accounts and devices, and the ids that it is answered under. */
  locks: string[]
  externalIds: string[]
  keys: { operation: string; key: string }[]
}

export const keyOf = (operation: string, key: string): string => `${operation}\n${key}`

export function wantedBy(jobs: readonly ScoringJob[]): Wanted {
  const rows = jobs.flatMap((job) => job.rows)
  const keys = jobs.flatMap(({ idempotency }) => (idempotency ? [idempotency] : []))
  const named = new Set<string>()
  const locks = new Set<string>()
  const externalIds = new Set<string>()
  const isNew = (name: string) => named.size < named.add(name).size
  const parts: WantedParties[] = []
  for (let from = 0; from === 0 || from < rows.length; from += PART_ROWS) {
    const part: WantedParties = { states: [], listable: [] }
    parts.push(part)
    for (const { transaction } of rows.slice(from, from + PART_ROWS)) {
      for (const key of entityKeysOf(transaction)) if (isNew(lockNameOf(key))) part.states.push(key)
      for (const one of listableIn(transaction)) if (isNew(listKeyOf(...one))) part.listable.push(one)
      for (const key of movedKeysOf(transaction)) locks.add(lockNameOf(key))
      if (transaction.externalId !== null) externalIds.add(transaction.externalId)
    }
  }
  for (const id of externalIds) locks.add(`x:${id}`)
  for (const { operation, key } of keys) locks.add(`k:${keyOf(operation, key)}`)
  return { parts, locks: [...locks], externalIds: [...externalIds], keys }
}
