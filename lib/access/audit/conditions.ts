import type { Tenant } from '@/lib/contract/context'
import { Prisma } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { actionsOf, type AuditAction } from './actions'
import type { AuditFilter } from './schema'

/** The condition that continues a page: newest first by time, ties by the order of writing. */
export interface AuditKey {
  at: string
  seq: number
}

/** Selects the columns of the first rows of a filter; each kind of filter has an index in the order of the list. */
export function selectRows(
  tenant: Tenant,
  filter: AuditFilter,
  { columns, limit, after, upTo }: { columns: Prisma.Sql; limit: number; after?: AuditKey; upTo?: number },
): Prisma.Sql {
  const where = conditionsOf(tenant, filter)
  if (after) where.push(Prisma.sql`(l.at, l.seq) < (${after.at}::timestamptz, ${after.seq}::bigint)`)
  if (upTo !== undefined) where.push(Prisma.sql`l.seq <= ${upTo}::bigint`)
  const rows = (conditions: Prisma.Sql[]) => Prisma.sql`select ${columns} from audit_log l
    where ${Prisma.join(conditions, ' and ')} order by l.at desc, l.seq desc limit ${limit}::int`
  const actions = askedActions(filter)
  // A busy institution writes a seal every minute; seals are listed only where the filter asks for them.
  if (actions === null) return rows([...where, Prisma.sql`l.action <> 'audit.sealed'`])
  if (filter.actor !== undefined || filter.object_id !== undefined) {
    return rows([...where, Prisma.sql`l.action = any(${actions}::text[])`])
  }
  return Prisma.sql`select found.* from unnest(${actions}::text[]) asked (action)
    cross join lateral (${rows([...where, Prisma.sql`l.action = asked.action`])}) found
    order by found.at desc, found.seq desc limit ${limit}::int`
}

/** Null for every action. */
function askedActions({ category, action }: AuditFilter): AuditAction[] | null {
  if (category === undefined) return action === undefined ? null : [action]
  return actionsOf(category).filter((one) => action === undefined || one === action)
}

function conditionsOf({ id, timeZone }: Tenant, filter: AuditFilter): Prisma.Sql[] {
  const { actor, object_kind: kind, object_id: object, from, to } = filter
  if ((kind === undefined) !== (object === undefined)) {
    const field = kind === undefined ? 'object_kind' : 'object_id'
    throw new AppError('invalid-request', {
      errors: [{ field, reason: 'object_kind and object_id go together' }],
    })
  }
  const where = [Prisma.sql`l.tenant_id = ${id}::uuid`]
  if (actor !== undefined) where.push(Prisma.sql`l.actor_id = ${actor}`)
  if (kind !== undefined) where.push(Prisma.sql`l.object_kind = ${kind} and l.object_id = ${object}`)
  if (from !== undefined) where.push(Prisma.sql`l.at >= ${startOf(from, timeZone)}`)
  if (to !== undefined) where.push(Prisma.sql`l.at < ${startOf(to, timeZone, isDay(to) ? 1 : 0)}`)
  return where
}

const isDay = (moment: string): boolean => moment.length === 10

const startOf = (moment: string, timeZone: string, days = 0): Prisma.Sql =>
  isDay(moment)
    ? Prisma.sql`((${moment}::date + ${days}::int)::timestamp at time zone ${timeZone})`
    : Prisma.sql`${moment}::timestamptz`
