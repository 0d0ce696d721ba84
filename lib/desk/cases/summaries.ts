import { Prisma, type TenantClient } from '@/lib/platform/db'
import type { CaseSummary } from './responses'
import { type CaseRow, presentSla } from './record'
import { caseKey } from './vocabulary'

export interface SummaryRow extends CaseRow {
  assignee_name: string | null
  creator_name: string | null
  transaction_count: number
  entity_count: number
  note_count: number
}

/** The cases that a query finds, with names and counts. `cases` selects from `cases`; `order` is over its alias `c`. */
export const readSummaries = (tx: TenantClient, cases: Prisma.Sql, order: Prisma.Sql) =>
  tx.$queryRaw<SummaryRow[]>`
    select c.*, a.full_name as assignee_name, m.full_name as creator_name,
           (select count(*)::int from case_transactions x
             where x.tenant_id = c.tenant_id and x.case_id = c.id) as transaction_count,
           (select count(*)::int from case_entities x
             where x.tenant_id = c.tenant_id and x.case_id = c.id) as entity_count,
           (select count(*)::int from case_notes x
             where x.tenant_id = c.tenant_id and x.case_id = c.id) as note_count
      from (${cases}) c
      left join users a on a.tenant_id = c.tenant_id and a.id = c.assignee_id
      left join users m on m.tenant_id = c.tenant_id and m.id = c.created_by
     order by ${order}`

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
