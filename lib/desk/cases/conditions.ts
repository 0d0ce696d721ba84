import type { Context } from '@/lib/contract/context'
import { Prisma } from '@/lib/platform/db'
import type { CaseFilter } from './bodies'

/** One definition of what a filter means, for the list and for the counts that link to it. */
export function conditionsOf(ctx: Context, filter: Partial<CaseFilter>): Prisma.Sql[] {
  const where = [Prisma.sql`c.tenant_id = ${ctx.tenant.id}::uuid`]
  const { status, priority, assigned_to: assignee, overdue, q } = filter
  if (status === 'active') where.push(ACTIVE)
  else if (status !== undefined) where.push(Prisma.sql`c.status = ${status}`)
  if (priority !== undefined) where.push(Prisma.sql`c.priority = ${priority}`)
  if (assignee === 'unassigned') where.push(Prisma.sql`c.assignee_id is null`)
  else if (assignee === 'me') where.push(Prisma.sql`c.assignee_id = ${userOf(ctx)}::uuid`)
  else if (assignee !== undefined) where.push(Prisma.sql`c.assignee_id = ${assignee}::uuid`)
  if (overdue === true) where.push(ACTIVE, OVERDUE)
  if (overdue === false) where.push(Prisma.sql`not (${ACTIVE} and ${OVERDUE})`)
  if (q !== undefined && q !== '') where.push(matches(q))
  return where
}

const ACTIVE = Prisma.sql`c.status <> 'closed'`

/** The clock notes a breach within half a minute; the list does not wait for it. */
const OVERDUE = Prisma.sql`(c.sla_breached_at is not null or coalesce(c.sla_due_at <= now(), false))`

/** A machine key is nobody: nothing is assigned to it. */
const userOf = ({ actor }: Context): string | null => (actor.kind === 'user' ? actor.id : null)

const KEY = /^(?:case-|#)?(\d{1,9})$/i

/** A case's number, or a part of its title. */
export function matches(q: string): Prisma.Sql {
  const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const [, number] = KEY.exec(q) ?? []
  const byTitle = Prisma.sql`c.title ilike ${part}`
  return number === undefined ? byTitle : Prisma.sql`(c.number = ${Number(number)}::int or ${byTitle})`
}
