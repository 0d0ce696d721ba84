import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, sortInstant, toPage } from '@/lib/contract/pagination'
import { Prisma, withTenant } from '@/lib/platform/db'
import type { CasePage } from './responses'
import { caseFilter, type CaseFilter } from './bodies'
import { conditionsOf } from './conditions'
import { presentSummary, readSummaries, type SummaryRow } from './summaries'

/** When the clock runs out, or null while it is stopped: those come last. */
const byDue = cursorCodec(z.tuple([sortInstant.nullable(), z.uuid()]))
const byUpdated = cursorCodec(z.tuple([sortInstant, z.uuid()]))

/** What makes two lists the same list: a cursor of one is refused by another. */
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

/** A page of cases: those touched last first, or those due first. */
export async function listCases(
  ctx: Context,
  input: z.input<typeof caseFilter>,
  page: { limit?: number; cursor?: string } = {},
): Promise<CasePage> {
  authorize(ctx, 'case:read')
  const filter = caseFilter.parse(input)
  const limit = page.limit ?? 50
  const where = conditionsOf(ctx, filter)
  if (page.cursor !== undefined) where.push(after(ctx, filter, page.cursor))
  const order = ORDERS[filter.order]
  const found = Prisma.sql`
    select c.* from cases c where ${Prisma.join(where, ' and ')} order by ${order} limit ${limit + 1}`
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) => readSummaries(tx, found, order))
  const { items, nextCursor } = toPage(rows, limit, (last) => cursorOf(ctx, filter, last))
  return { items: items.map(presentSummary), next_cursor: nextCursor }
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
