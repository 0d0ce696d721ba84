import type { AuditResponse } from '@/lib/access/audit/schema'

/** One field of an event: what stood there before and what stands there now; null where nothing did. */
export interface FieldChange {
  field: string
  from: string | null
  to: string | null
}

/** A longer value is cut: the export has all of it. */
const MAX_SHOWN = 400

/** The fields that changed; where only one side is known, all of it. In the order in which they were written. */
export function prepareDiff({ before, after }: Pick<AuditResponse, 'before' | 'after'>): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .map((field) => ({ field, from: textOf(before?.[field]), to: textOf(after?.[field]) }))
    .filter(({ from, to }) => from !== to)
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)`
}
