import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { type CappedCount, COUNT_CAP, toCappedCount } from '@/lib/contract/capped-count'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, sortInstant, toPage } from '@/lib/contract/pagination'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { matchTitle } from './match-title'
import { presentSummary, type SummaryRow } from './present'
import { readRelated, readSummaries } from './queries'
import { caseFilter, type CaseFilter, type CasePage, type CaseStats, type CaseSummary } from './schema'

/** The end of the time limit; null while it is paused. Null sorts last. */
const byDue = cursorCodec(z.tuple([sortInstant.nullable(), uuid]))
const byUpdated = cursorCodec(z.tuple([sortInstant, uuid]))

/** Identifies a list: a cursor of one list is rejected by another. */
const listOf = (ctx: Context, filter: CaseFilter) => [
  'cases',
  ...[filter.status, filter.priority, filter.assigned_to, filter.overdue, filter.q].map(
    (part) => part ?? null,
  ),
  filter.assigned_to === 'me' ? ctx.actor.id : null,
  filter.order,
]

const ORDERS: Record<CaseFilter['order'], Prisma.Sql> = {
  updated: Prisma.sql`c.updated_at desc, c.id desc`,
  due: Prisma.sql`coalesce(c.sla_due_at, 'infinity'::timestamptz), c.id`,
}

/** A page of cases: updated last first, or due first. */
export async function listCases(
  ctx: Context,
  input: z.input<typeof caseFilter>,
  { limit = 50, cursor }: { limit?: number; cursor?: string } = {},
): Promise<CasePage> {
  authorize(ctx, 'case:read')
  const filter = caseFilter.parse(input)
  const where = conditionsOf(ctx, filter)
  if (cursor !== undefined) where.push(after(ctx, filter, cursor))
  const order = ORDERS[filter.order]
  const rows = await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    if (filter.q) where.push(await matchTitle(tx, filter.q))
    const found = Prisma.sql`
      select c.* from cases c where ${Prisma.join(where, ' and ')} order by ${order} limit ${limit + 1}`
    return readSummaries(tx, found, order)
  })
  const page = toPage(rows, limit, (last) => cursorOf(ctx, filter, last))
  return { ...page, items: page.items.map(presentSummary) }
}

function after(ctx: Context, filter: CaseFilter, cursor: string): Prisma.Sql {
  if (filter.order === 'updated') {
    const [at, id] = byUpdated.decode(listOf(ctx, filter), cursor)
    return Prisma.sql`(c.updated_at, c.id) < (${at}::timestamptz, ${id}::uuid)`
  }
  const [due, id] = byDue.decode(listOf(ctx, filter), cursor)
  return Prisma.sql`(coalesce(c.sla_due_at, 'infinity'::timestamptz), c.id)
    > (${due ?? 'infinity'}::timestamptz, ${id}::uuid)`
}

const cursorOf = (ctx: Context, filter: CaseFilter, last: SummaryRow): string =>
  filter.order === 'updated'
    ? byUpdated.encode(listOf(ctx, filter), [last.updated_at.toISOString(), last.id])
    : byDue.encode(listOf(ctx, filter), [last.sla_due_at?.toISOString() ?? null, last.id])

/** Counts of the open cases: each figure equals the length of the list with the same filters. */
export async function caseLoad(ctx: Context): Promise<CaseStats> {
  authorize(ctx, 'case:read')
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const count = (filter: Partial<CaseFilter>) => countCases(tx, ctx, { status: 'active', ...filter })
    return {
      open: await count({}),
      overdue: await count({ overdue: true }),
      critical: await count({ priority: 'critical' }),
      unassigned: await count({ assigned_to: 'unassigned' }),
      mine: await count({ assigned_to: 'me' }),
    }
  })
}

async function countCases(tx: TenantClient, ctx: Context, filter: Partial<CaseFilter>): Promise<CappedCount> {
  const where = Prisma.join(conditionsOf(ctx, filter), ' and ')
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from (select 1 from cases c where ${where} limit ${COUNT_CAP + 1}) found`
  const n = row?.n ?? 0
  return toCappedCount(n)
}

/** Cases by number or a part of their title, updated last first; for pickers and the command palette. */
export async function findCases(ctx: Context, q: string, limit = 10): Promise<CaseSummary[]> {
  authorize(ctx, 'case:read')
  const match = await withTenant({ tenantId: ctx.tenant.id }, (tx) => matchTitle(tx, q.trim()))
  return readRelated(ctx, match, limit)
}

/** The SQL of a filter without its text, shared by the list and the counts that link to it. */
function conditionsOf(ctx: Context, filter: Partial<Omit<CaseFilter, 'q'>>): Prisma.Sql[] {
  const where = [Prisma.sql`c.tenant_id = ${ctx.tenant.id}::uuid`]
  const { status, priority, assigned_to: assignee, overdue } = filter
  if (status === 'active') where.push(ACTIVE)
  else if (status !== undefined) where.push(Prisma.sql`c.status = ${status}`)
  if (priority !== undefined) where.push(Prisma.sql`c.priority = ${priority}`)
  if (assignee === 'unassigned') where.push(Prisma.sql`c.assignee_id is null`)
  else if (assignee === 'me') where.push(Prisma.sql`c.assignee_id = ${userOf(ctx)}::uuid`)
  else if (assignee !== undefined) where.push(Prisma.sql`c.assignee_id = ${assignee}::uuid`)
  if (overdue === true) where.push(ACTIVE, OVERDUE)
  if (overdue === false) where.push(Prisma.sql`not (${ACTIVE} and ${OVERDUE})`)
  return where
}

const ACTIVE = Prisma.sql`c.status <> 'closed'`

/** The job announces a breach within half a minute; the list does not wait for it. */
const OVERDUE = Prisma.sql`(c.sla_breached_at is not null or coalesce(c.sla_due_at <= now(), false))`

/** Null for an API key: no case is assigned to one. */
const userOf = ({ actor }: Context): string | null => (actor.kind === 'user' ? actor.id : null)
