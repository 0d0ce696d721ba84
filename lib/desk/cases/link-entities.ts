import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import type { EntityKind } from '@/lib/contract/entities'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { CaseEntityInput } from './bodies'
import { requireEntities } from './links'
import { lockCase, requireOpen, touchCase } from './record'
import { MAX_ENTITIES } from './vocabulary'

/**
 * Adds entities to a case, or gives those that it has another role. Returns how many changed.
 * @throws AppError not-found, conflict for a closed case or too many entities
 */
export async function linkEntities(
  ctx: Context,
  caseId: string,
  entities: readonly CaseEntityInput[],
): Promise<{ changed: number; entity_count: number }> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  const addedAt = ctx.at ?? new Date()
  const addedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
  return withTenant({ tenantId }, async (tx) => {
    requireOpen(await lockCase(tx, tenantId, caseId))
    await requireEntities(tx, tenantId, entities)
    const linked = await tx.caseEntity.findMany({ where: { tenantId, caseId } })
    const roles = new Map(linked.map((row) => [nameOf({ kind: row.kind, id: row.entityId }), row.role]))
    const changed = uniqueEntities(entities).filter((entity) => roles.get(nameOf(entity)) !== entity.role)
    const fresh = changed.filter((entity) => !roles.has(nameOf(entity)))
    const count = linked.length + fresh.length
    if (count > MAX_ENTITIES)
      throw new AppError('conflict', { detail: `A case holds at most ${MAX_ENTITIES} entities.` })
    await tx.caseEntity.createMany({
      data: fresh.map(({ kind, id: entityId, role }) => ({
        tenantId,
        caseId,
        kind,
        entityId,
        role,
        addedBy,
        addedAt,
      })),
    })
    for (const { kind, id: entityId, role } of changed.filter((entity) => !fresh.includes(entity)))
      await tx.caseEntity.updateMany({ where: { tenantId, caseId, kind, entityId }, data: { role } })
    if (changed.length > 0) {
      await touchCase(tx, tenantId, caseId, addedAt)
      const after = { entities: changed.map((entity) => ({ ...entity })) }
      await writeAudit(tx, ctx, { ...subject(caseId), action: 'case.entities-linked', after })
      await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId } })
    }
    return { changed: changed.length, entity_count: count }
  })
}

/** Takes an entity out of a case. @throws AppError not-found where it was not in it */
export async function unlinkEntity(
  ctx: Context,
  caseId: string,
  kind: EntityKind,
  entityId: string,
): Promise<void> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    requireOpen(await lockCase(tx, tenantId, caseId))
    const row = await tx.caseEntity.findFirst({ where: { tenantId, caseId, kind, entityId } })
    if (!row) throw new AppError('not-found')
    await tx.caseEntity.deleteMany({ where: { tenantId, caseId, kind, entityId } })
    await touchCase(tx, tenantId, caseId, ctx.at ?? new Date())
    const before = { entities: [{ kind, id: entityId, role: row.role }] }
    await writeAudit(tx, ctx, { ...subject(caseId), action: 'case.entity-unlinked', before })
    await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId } })
  })
}

const nameOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`

/** One of each; the last role that was named counts. */
export const uniqueEntities = (entities: readonly CaseEntityInput[]): CaseEntityInput[] => [
  ...new Map(entities.map((entity) => [nameOf(entity), entity])).values(),
]

const subject = (caseId: string) => ({ objectKind: 'case', objectId: caseId })
