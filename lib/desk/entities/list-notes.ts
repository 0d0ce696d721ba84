import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { withTenant } from '@/lib/platform/db'
import { namesOf } from '@/lib/access/users'
import { findEntity } from './find-entity'
import type { EntityNoteResponse } from './schema'

export interface EntityNotePage {
  items: EntityNoteResponse[]
  next_cursor: string | null
}

const cursors = cursorCodec(z.uuid())
const listOf = ({ kind, id }: EntityRef) => ['entity-notes', kind, id]

/** A page of the notes on an entity, newest first. */
export async function listEntityNotes(
  ctx: Context,
  entity: EntityRef,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<EntityNotePage> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  const before = cursor === undefined ? undefined : cursors.decode(listOf(entity), cursor)
  return withTenant({ tenantId }, async (tx) => {
    await findEntity(tx, tenantId, entity)
    const rows = await tx.entityNote.findMany({
      where: { tenantId, kind: entity.kind, entityId: entity.id, ...(before && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const names = await namesOf(
      tx,
      tenantId,
      rows.map(({ userId }) => userId),
    )
    const page = toPage(rows, limit, (last) => cursors.encode(listOf(entity), last.id))
    const items = page.items.map((row) => ({
      id: row.id,
      body: row.body,
      user_id: row.userId,
      user_name: names.get(row.userId) ?? '',
      created_at: row.createdAt.toISOString(),
    }))
    return { items, next_cursor: page.nextCursor }
  })
}
