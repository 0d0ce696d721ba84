import { type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { Sla } from './responses'
import type { SlaClock } from './sla'
import type { CaseOutcome, CasePriority, CaseStatus } from './vocabulary'

/** A row of `cases`. */
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

/** The case's row, locked until the transaction ends: changes of one case follow one another. */
export async function lockCase(tx: TenantClient, tenantId: string, id: string): Promise<CaseRow> {
  const [row] = await tx.$queryRaw<CaseRow[]>`
    select * from cases where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for no key update`
  if (!row) throw new AppError('not-found')
  return row
}

/** What is added to a case, or taken from it, makes it the one that was touched last. Its own fields stay at their version. */
export async function touchCase(tx: TenantClient, tenantId: string, id: string, at: Date): Promise<void> {
  await tx.case.updateMany({ where: { tenantId, id }, data: { updatedAt: at } })
}

/** A closed case keeps what it was closed with. */
export function requireOpen({ status }: Pick<CaseRow, 'status'>): void {
  if (status === 'closed')
    throw new AppError('conflict', { detail: 'The case is closed: open it again before you change it.' })
}

type ClockColumns = Pick<CaseRow, 'sla_allowed_s' | 'sla_due_at' | 'sla_left_s' | 'sla_warn_at'>

export const clockOf = (row: ClockColumns): SlaClock => ({
  allowedS: row.sla_allowed_s,
  dueAt: row.sla_due_at,
  leftS: row.sla_left_s,
  warnAt: row.sla_warn_at,
})

export const presentSla = (row: ClockColumns & Pick<CaseRow, 'status' | 'sla_breached_at'>): Sla => ({
  state: row.status === 'closed' ? 'closed' : row.sla_due_at ? 'running' : 'paused',
  allowed_seconds: row.sla_allowed_s,
  due_at: row.sla_due_at?.toISOString() ?? null,
  left_seconds: row.sla_left_s,
  breached_at: row.sla_breached_at?.toISOString() ?? null,
})
