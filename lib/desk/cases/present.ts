import type { EntityRef } from '@/lib/contract/entities'
import { toConverted } from '@/lib/contract/converted-money'
import { amountText } from '@/lib/contract/currency-digits'
import type { Prisma, TenantClient } from '@/lib/platform/db'
import type { CaseEntity, CaseNote, CaseSummary, CaseTransaction, NamedUser, Sla } from './schema'
import type { SlaClock } from './sla-clock'
import { caseKey, type CaseOutcome, type CasePriority, type CaseStatus } from './vocabulary'

/** Rows of cases and what belongs to them, and each as the contract has it. */
export interface CaseRow {
  id: string
  number: number
  title: string
  description: string | null
  status: CaseStatus
  priority: CasePriority
  assignee_id: string | null
  created_by: string | null
  created_at: Date
  updated_at: Date
  sla_allowed_s: number
  sla_due_at: Date | null
  sla_left_s: number | null
  sla_warn_at: Date | null
  sla_breached_at: Date | null
  closed_at: Date | null
  outcome: CaseOutcome | null
  summary: string | null
  version: number
}

export interface SummaryRow extends CaseRow {
  assignee_name: string | null
  creator_name: string | null
  transaction_count: number
  entity_count: number
  note_count: number
}

export interface LinkedTransactionRow {
  transaction_id: string
  external_id: string | null
  occurred_at: Date
  type: string
  amount: Prisma.Decimal
  converted_amount: Prisma.Decimal | null
  currency: string
  sender_account: string
  receiver_account: string | null
  score: number
  risk_band: CaseTransaction['risk_band']
  outcome: CaseTransaction['outcome']
  disposition: CaseTransaction['decision']
  decision_version: number
  added_by: string | null
  added_at: Date
}

export type EntityRow = Awaited<ReturnType<TenantClient['caseEntity']['findMany']>>[number]
export type NoteRow = Awaited<ReturnType<TenantClient['caseNote']['findMany']>>[number]
/** Names of users by id, read beforehand. */
export type Names = ReadonlyMap<string, string>

export const presentSummary = (row: SummaryRow): CaseSummary => ({
  id: row.id,
  key: caseKey(row.number),
  number: row.number,
  title: row.title,
  status: row.status,
  priority: row.priority,
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? 'Unknown' },
  sla: presentSla(row),
  outcome: row.outcome,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  closed_at: row.closed_at?.toISOString() ?? null,
  transaction_count: row.transaction_count,
  entity_count: row.entity_count,
  note_count: row.note_count,
  version: row.version,
})

const presentSla = (row: CaseRow): Sla => ({
  state: row.status === 'closed' ? 'closed' : row.sla_due_at ? 'running' : 'paused',
  allowed_seconds: row.sla_allowed_s,
  due_at: row.sla_due_at?.toISOString() ?? null,
  left_seconds: row.sla_left_s,
  breached_at: row.sla_breached_at?.toISOString() ?? null,
})

export const clockOf = (row: CaseRow): SlaClock => ({
  allowedS: row.sla_allowed_s,
  dueAt: row.sla_due_at,
  leftS: row.sla_left_s,
  warnAt: row.sla_warn_at,
})

export const presentTransaction = (
  row: LinkedTransactionRow,
  names: Names,
  ownCurrency: string,
): CaseTransaction => {
  const { disposition: decision, converted_amount, ...same } = row
  return {
    ...same,
    occurred_at: row.occurred_at.toISOString(),
    amount: amountText(row.amount, row.currency),
    converted: toConverted(converted_amount, ownCurrency),
    decision,
    added_by: userOf(row.added_by, names),
    added_at: row.added_at.toISOString(),
  }
}

export const presentEntity = (row: EntityRow, names: Names): CaseEntity => ({
  kind: row.kind as EntityRef['kind'],
  id: row.entityId,
  role: row.role as CaseEntity['role'],
  added_by: userOf(row.addedBy, names),
  added_at: row.addedAt.toISOString(),
})

export const presentNote = (row: NoteRow, names: Names): CaseNote => ({
  id: row.id,
  body: row.body,
  author: { id: row.userId, name: names.get(row.userId) ?? 'Unknown' },
  mentions: row.mentions.flatMap((id) => userOf(id, names) ?? []),
  created_at: row.createdAt.toISOString(),
  edited_at: row.editedAt?.toISOString() ?? null,
})

export const userOf = (id: string | null, names: Names): NamedUser | null =>
  id === null ? null : { id, name: names.get(id) ?? 'Unknown' }
