import type { AuditEntry } from '@/lib/access/audit/schema'

/** The value of a field before and after an event; null where there was none. */
export interface FieldChange {
  field: string
  from: string | null
  to: string | null
}

/** The export has the whole value. */
const MAX_SHOWN = 400

/** The fields that changed, in the order of the event; all fields where it has one side only. */
export function prepareDiff({ before, after }: Pick<AuditEntry, 'before' | 'after'>): FieldChange[] {
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
