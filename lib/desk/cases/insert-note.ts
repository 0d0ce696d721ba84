import { type Context, requireUserId } from '@/lib/contract/context'
import { notify } from '@/lib/messaging/notifications'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { NoteRow } from './present'
import { touchCase } from './record-change'
import { requireActiveUsers } from './require-active-users'
import type { NoteInput } from './schema'

/** Stores a note with its audit entry and notifies the users that it mentions, within the caller's transaction. */
export async function insertNote(
  tx: TenantClient,
  ctx: Context,
  caseId: string,
  input: NoteInput,
): Promise<NoteRow> {
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const at = ctx.at ?? new Date()
  const mentions = await checkMentions(tx, tenantId, input)
  const data = { tenantId, id: newId(), caseId, userId, body: input.body, mentions, createdAt: at }
  const note = await tx.caseNote.create({ data })
  const after = { note_id: note.id, body: note.body, mentions }
  await touchCase(tx, ctx, caseId, { action: 'case.noted', after })
  await notify(tx, tenantId, { kind: 'case_mention', userIds: mentions, caseId, actorId: userId, at })
  return note
}

/**
 * Each mentioned user once. A user mentioned before may stay, even when the account has been disabled since.
 * @throws AppError invalid-reference
 */
export async function checkMentions(
  tx: TenantClient,
  tenantId: string,
  { mentions }: NoteInput,
  before: readonly string[] = [],
): Promise<string[]> {
  const added = mentions.filter((id) => !before.includes(id))
  await requireActiveUsers(tx, tenantId, added, (i) => `mentions[${mentions.indexOf(added[i] as string)}]`)
  return [...new Set(mentions)]
}
