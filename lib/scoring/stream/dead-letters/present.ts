import { type DeadLetter, MAX_SHOWN, type SETTLEMENTS } from '../schema'

export interface DeadLetterRow {
  id: string
  topic: string
  partition: number
  offset: string
  problem: string
  detail: string
  errors: { field: string; reason: string }[]
  received_at: Date
  value: Uint8Array | null
  value_bytes: number
  settlement: (typeof SETTLEMENTS)[number] | null
  settled_at: Date | null
  settled_by: string | null
  settled_by_name: string | null
  transaction_id: string | null
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The value as text; null where it is none. */
function textOf(value: Uint8Array | null): string | null {
  if (value === null) return null
  try {
    return utf8.decode(value)
  } catch {
    return null
  }
}

export function presentDeadLetter(row: DeadLetterRow): DeadLetter {
  const text = textOf(row.value)
  return {
    id: row.id,
    topic: row.topic,
    partition: row.partition,
    offset: row.offset,
    problem: row.problem,
    detail: row.detail,
    errors: row.errors,
    received_at: row.received_at.toISOString(),
    value: text?.slice(0, MAX_SHOWN) ?? null,
    is_whole: text !== null && text.length <= MAX_SHOWN,
    value_bytes: row.value_bytes,
    settled:
      row.settlement === null || row.settled_at === null || row.settled_by === null
        ? null
        : {
            as: row.settlement,
            at: row.settled_at.toISOString(),
            by: { id: row.settled_by, name: row.settled_by_name ?? row.settled_by },
            transaction_id: row.transaction_id,
          },
  }
}
