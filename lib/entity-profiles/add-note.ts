import { writeAudit } from '@/lib/audit'
import { authorize, type Context, requireUserId } from '@/lib/auth/context'
import { announce } from '@/lib/live'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { findEntity } from './find-entity'
import { type EntityNoteAnswer, type EntityRef, noteBody } from './schema'

/** Writes down what a person knows about an entity. It stays: notes are neither changed nor removed. */
export async function addEntityNote(
  ctx: Context,
  { kind, id: entityId }: EntityRef,
  input: { body: string },
): Promise<EntityNoteAnswer> {
  authorize(ctx, 'entity:note')
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
    const user = await tx.user.findFirst({ where: { tenantId, id: userId }, select: { fullName: true } })
    return {
      id: note.id,
      body,
      user_id: userId,
      user_name: user?.fullName ?? '',
      created_at: note.createdAt.toISOString(),
    }
  })
}
