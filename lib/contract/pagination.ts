/** Keyset pages: a cursor holds the sort key of the last row and the list it belongs to. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '@/lib/platform/errors'

const MAX_LENGTH = 1_000

export interface CursorCodec<K> {
  /** `list` is everything that decides which rows come in which order: name, filters, sort. Never the limit. */
  encode(list: unknown, key: K): string
  /** Throws invalid-cursor unless `encode` made it for the same list. */
  decode(list: unknown, cursor: string): K
}

/** Opaque cursors over a sort key. They grant nothing, so they are not signed: row-level security still decides. */
export function cursorCodec<S extends z.ZodType>(keySchema: S): CursorCodec<z.output<S>> {
  const schema = z.tuple([z.string(), keySchema])
  return {
    encode: (list, key) => Buffer.from(JSON.stringify([fingerprint(list), key])).toString('base64url'),
    decode(list, cursor) {
      const parsed = schema.safeParse(parse(cursor))
      if (!parsed.success || parsed.data[0] !== fingerprint(list)) throw new AppError('invalid-cursor')
      return parsed.data[1] as z.output<S>
    },
  }
}

function parse(cursor: string): unknown {
  try {
    return cursor.length <= MAX_LENGTH ? JSON.parse(Buffer.from(cursor, 'base64url').toString()) : undefined
  } catch {
    return undefined
  }
}

const fingerprint = (list: unknown): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 11)

/** An instant in a cursor. The database knows no year zero. */
export const sortInstant = z.iso.datetime().refine((value) => value >= '0001')

/** The query parameters of a list: `limit` (1..max) and `cursor`. */
export const pageQuery = (defaultLimit: number, maxLimit: number) => ({
  limit: z.coerce.number<number | string>().int().min(1).max(maxLimit).default(defaultLimit),
  cursor: z.string().max(MAX_LENGTH).optional(),
})

/** Which page of a list a caller wants. */
export interface PageInput {
  limit?: number
  cursor?: string | undefined
}

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** Splits the limit + 1 rows that a page query reads into the page and the cursor of the next one. */
export function toPage<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}
