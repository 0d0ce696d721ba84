import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { notify } from '@/lib/messaging/notifications'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { namesOf } from '@/lib/access/users'
import type { CaseNote, NoteRevision } from './responses'
import type { NoteInput } from './bodies'
import { personOf, requireActiveUsers } from './people'
import { lockCase, touchCase } from './record'

/** Writes a note on a case, closed ones included. @throws AppError not-found, invalid-reference for a mention */
export async function addNote(ctx: Context, caseId: string, input: NoteInput): Promise<CaseNote> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockCase(tx, tenantId, caseId)
    const note = await insertNote(tx, ctx, caseId, input)
    await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId } })
    return await presentOne(tx, note)
  })
}

/** The note, its trail and its mentions, within the caller's transaction. */
export async function insertNote(tx: TenantClient, ctx: Context, caseId: string, input: NoteInput) {
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const at = ctx.at ?? new Date()
  const mentions = await checkMentions(tx, tenantId, input)
  const data = { tenantId, id: newId(), caseId, userId, body: input.body, mentions, createdAt: at }
  const note = await tx.caseNote.create({ data })
  await touchCase(tx, tenantId, caseId, at)
  const after = { note_id: note.id, body: note.body, mentions }
  await writeAudit(tx, ctx, { action: 'case.noted', objectKind: 'case', objectId: caseId, after })
  await notify(tx, tenantId, { kind: 'case_mention', userIds: mentions, caseId, actorId: userId, at })
  return note
}

/**
 * Changes one's own note; what it said stays readable. Only who is mentioned for the first time is told.
 * @throws AppError not-found, missing-permission for somebody else's note, invalid-reference for a mention
 */
export async function editNote(
  ctx: Context,
  caseId: string,
  noteId: string,
  input: NoteInput,
): Promise<CaseNote> {
  authorize(ctx, 'case:write')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const at = ctx.at ?? new Date()
  return withTenant({ tenantId }, async (tx) => {
    await lockCase(tx, tenantId, caseId)
    const before = await tx.caseNote.findFirst({ where: { tenantId, id: noteId, caseId } })
    if (!before) throw new AppError('not-found')
    if (before.userId !== userId)
      throw new AppError('missing-permission', { detail: 'Only its author may change a note.' })
    const mentions = await checkMentions(tx, tenantId, input, before.mentions)
    if (before.body === input.body && sameIds(before.mentions, mentions)) return await presentOne(tx, before)
    const writtenAt = before.editedAt ?? before.createdAt
    await tx.caseNoteRevision.create({
      data: { tenantId, id: newId(), noteId, body: before.body, writtenAt, replacedAt: at },
    })
    const data = { body: input.body, mentions, editedAt: at }
    await tx.caseNote.updateMany({ where: { tenantId, id: noteId }, data })
    await touchCase(tx, tenantId, caseId, at)
    await writeAudit(tx, ctx, {
      action: 'case.note-edited',
      objectKind: 'case',
      objectId: caseId,
      before: { note_id: noteId, body: before.body, mentions: before.mentions },
      after: { note_id: noteId, body: input.body, mentions },
    })
    const userIds = mentions.filter((id) => !before.mentions.includes(id))
    await notify(tx, tenantId, { kind: 'case_mention', userIds, caseId, actorId: userId, at })
    await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId } })
    return await presentOne(tx, { ...before, ...data })
  })
}

/** What a note said before its edits, latest first. @throws AppError not-found */
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

type NoteRow = Awaited<ReturnType<TenantClient['caseNote']['findMany']>>[number]

export const presentNote = (note: NoteRow, names: ReadonlyMap<string, string>): CaseNote => ({
  id: note.id,
  body: note.body,
  author: { id: note.userId, name: names.get(note.userId) ?? 'Unknown' },
  mentions: note.mentions.flatMap((id) => personOf(id, names) ?? []),
  created_at: note.createdAt.toISOString(),
  edited_at: note.editedAt?.toISOString() ?? null,
})

const presentOne = async (tx: TenantClient, note: NoteRow): Promise<CaseNote> =>
  presentNote(note, await namesOf(tx, note.tenantId, [note.userId, ...note.mentions]))

/** Who was mentioned before may stay, though their account has been closed since. */
async function checkMentions(
  tx: TenantClient,
  tenantId: string,
  { mentions }: NoteInput,
  before: readonly string[] = [],
): Promise<string[]> {
  const fresh = mentions.filter((id) => !before.includes(id))
  await requireActiveUsers(
    tx,
    tenantId,
    fresh,
    (i) => `mentions[${mentions.findIndex((id) => id === fresh[i])}]`,
  )
  return [...new Set(mentions)]
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))
