import { z } from 'zod'
import { namesOf } from '@/lib/access/users'
import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { findModel } from './find-model'
import { MAX_EVENTS, type ModelEvent } from './schema'

/** What happened to a model and who did it, newest first, from the audit log. @throws AppError not-found */
export async function listModelHistory(ctx: Context, id: string): Promise<ModelEvent[]> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    await findModel(tx, tenantId, id)
    const rows = await tx.auditLog.findMany({
      where: { tenantId, objectKind: 'model-version', objectId: id },
      orderBy: { seq: 'desc' },
      take: MAX_EVENTS,
    })
    const names = await namesOf(
      tx,
      tenantId,
      rows.map(({ actorKind, actorId }) => (actorKind === 'user' ? actorId : null)),
    )
    return rows.map((row): ModelEvent => {
      const actor =
        row.actorKind === 'user' ? (names.get(row.actorId ?? '') ?? 'An unknown user') : 'Sentinel'
      const { text, reason } = wordsOf(row)
      return { seq: String(row.seq), at: row.at.toISOString(), actor, text, reason }
    })
  })
}

/** The parts of `before` and `after` that the history shows; older rows lack some. */
const state = z
  .object({
    stage: z.string(),
    reason: z.string().nullable(),
    policy: z.unknown(),
  })
  .partial()
  .catch({})

type AuditRow = Awaited<ReturnType<TenantClient['auditLog']['findMany']>>[number]

function wordsOf({ action, before, after }: AuditRow): { text: string; reason: string | null } {
  const [from, to] = [state.parse(before), state.parse(after)]
  return { text: TEXTS[action]?.(from, to) ?? action, reason: to.reason ?? null }
}

type State = z.output<typeof state>

const TEXTS: Record<string, (from: State, to: State) => string> = {
  'model.staged': () => 'registered it',
  'model.uploaded': () => 'uploaded it',
  'model.stage-changed': (from, to) =>
    `moved it from ${from.stage ?? 'an unknown stage'} to ${to.stage ?? 'another'}`,
  'model.deleted': () => 'deleted its bundle',
  'model.activated': (_, to) => `put it into production${policyOf(to)}`,
  'model.rolled-back': (_, to) => `rolled back to it${policyOf(to)}`,
}

function policyOf({ policy }: State): string {
  const known = z.object({ version: z.int() }).safeParse(policy)
  return known.success ? `, with policy ${known.data.version}` : ''
}
