/** Messages in a form of their own: a mapping file names their members, as it names the columns of a file. */
import type { Tenant } from '@/lib/contract/context'
import type { JsonValue } from '@/lib/http/strict-json'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'
import { bindColumns, type CellProblem, type Mapping, type ReadRow } from '@/lib/scoring/history'
import type { IdentifiedTransaction } from '@/lib/scoring/path'

interface Bound {
  /** The members that the mapping names, in the order of the cells. */
  members: readonly string[]
  read: ReadRow
}

const bound = () => singleton('stream.bound-mappings', () => new WeakMap<Mapping, WeakMap<Tenant, Bound>>())

/** The transaction in a message, by the rules of the scoring API. */
export function readMapped(
  tenant: Tenant,
  mapping: Mapping,
  message: JsonValue,
): IdentifiedTransaction | AppError {
  if (!isObject(message)) return rejected([{ field: '', reason: 'is not an object' }])
  const { members, read } = bindTo(tenant, mapping)
  const values = members.map((member) => memberOf(message, member))
  const nested = members.filter((_, i) => typeof values[i] === 'object' && values[i] !== null)
  if (nested.length > 0) return rejected(nested.map((field) => ({ field, reason: 'is an object or a list' })))
  const cells = values.map((value) => (value === undefined || value === null ? '' : String(value as string)))
  const problems: CellProblem[] = []
  const content = read({ cells, record: 0, latestMs: -Infinity, problems, notes: new Set() })
  if (!content) return rejected(problems.map(({ column, reason }) => ({ field: column, reason })))
  const { transaction, received, occurredAtMs } = content
  if (transaction.externalId === null) return rejected([{ field: 'external_id', reason: 'is required' }])
  return { transaction: { ...transaction, occurredAtMs }, received }
}

function bindTo(tenant: Tenant, mapping: Mapping): Bound {
  const known = bound().get(mapping) ?? new WeakMap<Tenant, Bound>()
  bound().set(mapping, known)
  const found = known.get(tenant)
  if (found) return found
  const members = membersOf(mapping)
  const bounds = {
    earliestMs: tenant.earliestEventMs,
    // Read for each message.
    get nowMs() {
      return Date.now()
    },
  }
  const own: Mapping = {
    ...mapping,
    country: mapping.country ?? tenant.country ?? undefined,
    // Numbers of JSON leave no doubt.
    decimal: mapping.decimal ?? '.',
    thousands: mapping.thousands ?? 'none',
    columns: { ...mapping.columns, label: undefined, labelAt: undefined },
  }
  const fresh = { members, read: bindColumns(members, own, bounds, 'scoring') }
  known.set(tenant, fresh)
  return fresh
}

/** The members that a mapping names. Labels come by other ways. */
export function membersOf({ columns }: Mapping): string[] {
  const sources = Object.entries(columns).flatMap(([field, source]) =>
    field === 'label' || field === 'labelAt' || source === undefined ? [] : [source as object],
  )
  const names = sources.flatMap((source) => {
    if ('columns' in source) return source.columns as string[]
    return 'column' in source ? [source.column as string] : []
  })
  return [...new Set(names)]
}

/** The member of this name; else `payer.id` is the member `id` of the member `payer`. */
function memberOf(message: { [key: string]: JsonValue }, name: string): JsonValue | undefined {
  if (Object.hasOwn(message, name)) return message[name]
  let value: JsonValue | undefined = message
  for (const part of name.split('.')) {
    value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }
  return value
}

const isObject = (value: JsonValue | undefined): value is { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rejected = (errors: { field: string; reason: string }[]): AppError =>
  new AppError('invalid-request', {
    detail: errors.map(({ field, reason }) => `${field || 'The message'} ${reason}.`).join(' '),
    errors,
  })
