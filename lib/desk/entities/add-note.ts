import { asStored } from '@/lib/contract/canonical-entity'
import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { namesOf } from '@/lib/access/users'
import { findEntity } from './find-entity'
import { presentNote } from './present'
import { type EntityNote, noteBody } from './schema'

/** Adds a note to an entity. Notes are neither changed nor deleted. @throws AppError not-found */
export async function addEntityNote(
  ctx: Context,
  entity: EntityRef,
  input: { body: string },
): Promise<EntityNote> {
  authorize(ctx, 'entity:note')
  const { kind, id: entityId } = asStored(ctx.tenant, entity)
  const userId = requireUserId(ctx)
  const { body } = noteBody.parse(input)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await findEntity(tx, tenantId, { kind, id: entityId })
    const note = await tx.entityNote.create({
      data: { tenantId, id: newId(), kind, entityId, userId, body },
    })
    await writeAudit(tx, ctx, {
      action: 'entity.note-added',
      objectKind: kind,
      objectId: entityId,
      after: { note_id: note.id, body },
    })
    await announce(tx, tenantId, { kind: 'entities.changed', payload: { entityId } })
    return presentNote(note, await namesOf(tx, tenantId, [userId]))
  })
}
