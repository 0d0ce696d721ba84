import type { AuditEvent } from '@/lib/access/audit'

/** The columns of `watchlist_entries` that the audit log keeps. */
export interface AuditedRow {
  id: string
  kind: string
  accountId: string
  listType: string
  reason: string | null
  expiresAt: Date | null
}

export const auditState = (row: Omit<AuditedRow, 'id'>) => ({
  kind: row.kind,
  account_id: row.accountId,
  list_type: row.listType,
  reason: row.reason,
  expires_at: row.expiresAt?.toISOString() ?? null,
})

/** The audit event of one entry. */
export const entryEvent = (
  action: AuditEvent['action'],
  { before, after }: { before?: AuditedRow; after?: AuditedRow },
): AuditEvent => ({
  action,
  objectKind: 'watchlist-entry',
  objectId: (before ?? after)?.id ?? '',
  ...(before && { before: auditState(before) }),
  ...(after && { after: auditState(after) }),
})
