import type { CaseBrief, CaseDetail, TimelineEntry } from '../schema'
import { CASE_OUTCOME_LABELS, CASE_PRIORITY_LABELS, CASE_STATUS_LABELS } from '../schema'
import { type Time, timeIn } from './write-sentences'

export interface BriefFrame {
  /** Where the product is reached: URLs in the brief begin with it. */
  baseUrl: string
  timeZone: string
}

/**
 * The case in words and tables, from the case alone: equal cases give equal briefs.
 * @param timeline oldest first
 */
export function composeBrief(
  detail: CaseDetail,
  timeline: TimelineEntry[],
  { baseUrl, timeZone }: BriefFrame,
): CaseBrief {
  const url = (path: string): string => new URL(path, baseUrl).href
  return {
    key: detail.key,
    title: detail.title,
    href: url(`/cases/${detail.id}`),
    sentences: detail.brief,
    facts: factsOf(detail, timeIn(timeZone)),
    transactions: detail.transactions.map((row) => ({
      ...row,
      href: url(`/transactions/${row.transaction_id}`),
    })),
    transaction_count: detail.transaction_count,
    entities: detail.entities.map((row) => ({ ...row, href: url(entityPath(row)) })),
    notes: detail.notes.toReversed(),
    timeline,
  }
}

function factsOf(detail: CaseDetail, time: Time): CaseBrief['facts'] {
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  return [
    ...fact('Status', CASE_STATUS_LABELS[detail.status]),
    ...fact('Priority', CASE_PRIORITY_LABELS[detail.priority]),
    ...fact('Assignee', detail.assignee?.name ?? 'Unassigned'),
    ...fact('Opened', time(detail.created_at)),
    ...fact('Opened by', detail.created_by?.name ?? null),
    ...fact('Due', detail.sla.due_at && time(detail.sla.due_at)),
    ...fact('Overdue since', detail.sla.breached_at && time(detail.sla.breached_at)),
    ...fact('Closed', detail.closed_at && time(detail.closed_at)),
    ...fact('Outcome', detail.outcome && CASE_OUTCOME_LABELS[detail.outcome]),
  ]
}

const entityPath = ({ kind, id }: { kind: string; id: string }): string =>
  `/entities/${encodeURIComponent(id)}${kind === 'account' ? '' : `?kind=${kind}`}`
