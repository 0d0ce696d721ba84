import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { namesOf } from '@/lib/access/users'
import type { TimelineEntry, TimelinePage } from './schema'
import { type CaseEvent, changesOf, describeEvent, usersIn } from './describe-event'

const cursors = cursorCodec(z.string().regex(/^\d{1,18}$/))

/** A page of the changes of a case, newest first. @throws AppError not-found, invalid-cursor */
export async function readTimeline(
  ctx: Context,
  caseId: string,
  page: { limit: number; cursor?: string },
): Promise<TimelinePage> {
  authorize(ctx, 'case:read')
  const tenantId = ctx.tenant.id
  const before = page.cursor === undefined ? null : BigInt(cursors.decode(['timeline', caseId], page.cursor))
  return withTenant({ tenantId }, async (tx) => {
    if ((await tx.case.count({ where: { tenantId, id: caseId } })) === 0) throw new AppError('not-found')
    return await timelineIn(tx, tenantId, caseId, { limit: page.limit, before })
  })
}

export async function timelineIn(
  tx: TenantClient,
  tenantId: string,
  caseId: string,
  { limit, before }: { limit: number; before: bigint | null },
): Promise<TimelinePage> {
  const rows = await tx.auditLog.findMany({
    where: {
      tenantId,
      objectKind: 'case',
      objectId: caseId,
      ...(before !== null && { seq: { lt: before } }),
    },
    orderBy: { seq: 'desc' },
    take: limit + 1,
  })
  const page = toPage(rows, limit, (last) => cursors.encode(['timeline', caseId], String(last.seq)))
  return { ...page, items: await present(tx, tenantId, page.items) }
}

type AuditRow = Awaited<ReturnType<TenantClient['auditLog']['findMany']>>[number]

async function present(
  tx: TenantClient,
  tenantId: string,
  rows: readonly AuditRow[],
): Promise<TimelineEntry[]> {
  const states = rows.map((row) => ({ before: stateOf(row.before), after: stateOf(row.after) }))
  const actors = rows.map((row) => (row.actorKind === 'user' ? row.actorId : null))
  const names = await namesOf(tx, tenantId, [...actors, ...states.flatMap(usersIn)])
  const nameOf = (id: string): string => names.get(id) ?? 'Unknown'
  return rows.map((row, i) => {
    const actor = row.actorKind === 'user' ? nameOf(row.actorId ?? '') : 'Sentinel'
    const event: CaseEvent = { action: row.action, actor, ...(states[i] ?? { before: null, after: null }) }
    return {
      seq: String(row.seq),
      at: row.at.toISOString(),
      action: row.action,
      actor: { kind: kindOf(row.actorKind), name: actor },
      text: describeEvent(event, nameOf),
      changes: changesOf(event, nameOf),
      request_id: row.requestId,
    }
  })
}

const kindOf = (kind: string): TimelineEntry['actor']['kind'] =>
  kind === 'user' || kind === 'api-key' ? kind : 'system'

const stateOf = (value: unknown): CaseEvent['before'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
