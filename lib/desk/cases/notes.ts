import { namesOf } from '@/lib/access/users'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { notify } from '@/lib/messaging/notifications'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { lockCase } from './change-case'
import { readCase } from './get-case'
import { checkMentions, insertNote } from './insert-note'
import { type NoteRow, presentNote } from './present'
import { finishChange, touchCase } from './record-change'
import type { CaseNote, ChangedNote, NoteInput, NoteRevision } from './schema'

/** Writes a note on a case, closed ones included. @throws AppError not-found, invalid-reference for a mention */
export async function addNote(ctx: Context, caseId: string, input: NoteInput): Promise<ChangedNote> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockCase(tx, tenantId, caseId)
    const note = await insertNote(tx, ctx, caseId, input)
    return { ...(await presentOne(tx, note)), case: await finishChange(tx, ctx, caseId) }
  })
}

/**
 * Changes one's own note and keeps its former text. Only users mentioned for the first time are notified.
 * @throws AppError not-found, missing-permission for another user's note, invalid-reference for a mention
 */
export async function editNote(
  ctx: Context,
  caseId: string,
  noteId: string,
  input: NoteInput,
): Promise<ChangedNote> {
  authorize(ctx, 'case:write')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const at = ctx.at ?? new Date()
  return withTenant({ tenantId }, async (tx) => {
    await lockCase(tx, tenantId, caseId)
    const before = await tx.caseNote.findFirst({ where: { tenantId, id: noteId, caseId } })
    if (!before) throw new AppError('not-found')
    if (before.userId !== userId)
      throw new AppError('missing-permission', { detail: 'Only the author can change a note.' })
    const mentions = await checkMentions(tx, tenantId, input, before.mentions)
    if (before.body === input.body && sameIds(before.mentions, mentions))
      return { ...(await presentOne(tx, before)), case: await readCase(tx, ctx, caseId) }
    const writtenAt = before.editedAt ?? before.createdAt
    await tx.caseNoteRevision.create({
      data: { tenantId, id: newId(), noteId, body: before.body, writtenAt, replacedAt: at },
    })
    const data = { body: input.body, mentions, editedAt: at }
    await tx.caseNote.updateMany({ where: { tenantId, id: noteId }, data })
    await touchCase(tx, ctx, caseId, {
      action: 'case.note-edited',
      before: { note_id: noteId, body: before.body, mentions: before.mentions },
      after: { note_id: noteId, body: input.body, mentions },
    })
    const userIds = mentions.filter((id) => !before.mentions.includes(id))
    await notify(tx, tenantId, { kind: 'case_mention', userIds, caseId, actorId: userId, at })
    const note = await presentOne(tx, { ...before, ...data })
    return { ...note, case: await finishChange(tx, ctx, caseId) }
  })
}

/** The former texts of a note, latest first. @throws AppError not-found */
export async function listRevisions(ctx: Context, caseId: string, noteId: string): Promise<NoteRevision[]> {
  authorize(ctx, 'case:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const note = await tx.caseNote.findFirst({ where: { tenantId, id: noteId, caseId } })
    if (!note) throw new AppError('not-found')
    const rows = await tx.caseNoteRevision.findMany({
      where: { tenantId, noteId },
      orderBy: { id: 'desc' },
      take: 100,
    })
    return rows.map(({ body, writtenAt, replacedAt }) => ({
      body,
      written_at: writtenAt.toISOString(),
      replaced_at: replacedAt.toISOString(),
    }))
  })
}

const presentOne = async (tx: TenantClient, note: NoteRow): Promise<CaseNote> =>
  presentNote(note, await namesOf(tx, note.tenantId, [note.userId, ...note.mentions]))

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))
