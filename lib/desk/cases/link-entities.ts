import { asStored } from '@/lib/contract/canonical-entity'
import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { lockCase } from './change-case'
import { readCase } from './get-case'
import { requireOpen } from './plan-change'
import { finishChange, touchCase } from './record-change'
import { type CaseEntityInput, type ChangedCase, type LinkedEntities, MAX_ENTITIES } from './schema'

/**
 * Adds entities to a case, or gives those that it has another role.
 * @throws AppError not-found, conflict for a closed case or more than 200 entities
 */
export async function linkEntities(
  ctx: Context,
  caseId: string,
  given: readonly CaseEntityInput[],
): Promise<LinkedEntities> {
  authorize(ctx, 'case:write')
  const entities = given.map((entity) => asStored(ctx.tenant, entity))
  const tenantId = ctx.tenant.id
  const addedAt = ctx.at ?? new Date()
  const addedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
  return withTenant({ tenantId }, async (tx) => {
    requireOpen(await lockCase(tx, tenantId, caseId))
    await requireEntities(tx, tenantId, entities)
    const linked = await tx.caseEntity.findMany({ where: { tenantId, caseId } })
    const roles = new Map(linked.map((row) => [nameOf({ kind: row.kind, id: row.entityId }), row.role]))
    const changed = uniqueEntities(entities).filter((entity) => roles.get(nameOf(entity)) !== entity.role)
    const added = changed.filter((entity) => !roles.has(nameOf(entity)))
    const counts = { changed: changed.length, entity_count: linked.length + added.length }
    if (counts.entity_count > MAX_ENTITIES)
      throw new AppError('conflict', { detail: `A case holds at most ${MAX_ENTITIES} entities.` })
    if (changed.length === 0) return { ...counts, case: await readCase(tx, ctx, caseId) }
    const common = { tenantId, caseId, addedBy, addedAt }
    await tx.caseEntity.createMany({
      data: added.map(({ kind, id: entityId, role }) => ({ ...common, kind, entityId, role })),
    })
    for (const { kind, id: entityId, role } of changed.filter((entity) => !added.includes(entity)))
      await tx.caseEntity.updateMany({ where: { tenantId, caseId, kind, entityId }, data: { role } })
    await touchCase(tx, ctx, caseId, { action: 'case.entities-linked', after: { entities: changed } })
    return { ...counts, case: await finishChange(tx, ctx, caseId) }
  })
}

/** Removes an entity from a case. @throws AppError not-found where the case does not hold it */
export async function unlinkEntity(ctx: Context, caseId: string, entity: EntityRef): Promise<ChangedCase> {
  authorize(ctx, 'case:write')
  const { kind, id: entityId } = asStored(ctx.tenant, entity)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    requireOpen(await lockCase(tx, tenantId, caseId))
    const row = await tx.caseEntity.findFirst({ where: { tenantId, caseId, kind, entityId } })
    if (!row) throw new AppError('not-found')
    await tx.caseEntity.deleteMany({ where: { tenantId, caseId, kind, entityId } })
    await touchCase(tx, ctx, caseId, {
      action: 'case.entity-unlinked',
      before: { entities: [{ kind, id: entityId, role: row.role }] },
    })
    return { case: await finishChange(tx, ctx, caseId) }
  })
}

const nameOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`

/** Each entity once, with the last role that is given. */
export const uniqueEntities = (entities: readonly CaseEntityInput[]): CaseEntityInput[] => [
  ...new Map(entities.map((entity) => [nameOf(entity), entity])).values(),
]

/** An entity is known when it took part in a transaction or is on a watchlist. @throws AppError not-found */
export async function requireEntities(
  tx: TenantClient,
  tenantId: string,
  entities: readonly CaseEntityInput[],
): Promise<void> {
  if (entities.length === 0) return
  const rows = await tx.$queryRaw<{ known: boolean }[]>`
    select case e.kind
             when 'account' then exists (select 1 from scored_transactions
               where tenant_id = ${tenantId}::uuid and sender_account = e.id)
               or exists (select 1 from scored_transactions
               where tenant_id = ${tenantId}::uuid and receiver_account = e.id)
             when 'device' then exists (select 1 from scored_transactions
               where tenant_id = ${tenantId}::uuid and device_id = e.id)
             else exists (select 1 from scored_transactions where tenant_id = ${tenantId}::uuid and phone = e.id)
           end or exists (select 1 from watchlist_entries w
             where w.tenant_id = ${tenantId}::uuid and w.kind = e.kind and w.account_id = e.id) as known
      from unnest(${entities.map(({ kind }) => kind)}::text[], ${entities.map(({ id }) => id)}::text[])
           with ordinality as e (kind, id, place)
     order by e.place`
  const errors = rows.flatMap(({ known }, i) =>
    known ? [] : [{ field: `entities[${i}].id`, reason: 'was never seen by the institution' }],
  )
  if (errors.length > 0)
    throw new AppError('not-found', { detail: 'Some entities are not known.', errors: errors.slice(0, 50) })
}
