import type { FilterField } from '@/components/list-page/filter-fields'
import {
  CASE_PRIORITIES,
  CASE_PRIORITY_LABELS,
  CASE_STATUS_LABELS,
  CASE_STATUSES,
} from '@/lib/desk/cases/schema'

/** @param users who a case can be assigned to */
export const caseFields = (users: readonly { id: string; name: string }[]): FilterField[] => [
  {
    kind: 'search',
    name: 'q',
    label: 'Search by number or title',
    placeholder: 'CASE-12 or part of the title',
    maxLength: 128,
    className: 'col-span-2 md:col-span-4 lg:col-span-1',
  },
  {
    kind: 'choice',
    name: 'status',
    label: 'Status',
    unset: 'Not closed',
    options: [
      ...CASE_STATUSES.map((status) => [status, CASE_STATUS_LABELS[status]] as const),
      ['all', 'All'] as const,
    ],
  },
  {
    kind: 'choice',
    name: 'priority',
    label: 'Priority',
    unset: 'Any priority',
    options: CASE_PRIORITIES.map((priority) => [priority, CASE_PRIORITY_LABELS[priority]]),
  },
  {
    kind: 'choice',
    name: 'assigned_to',
    label: 'Assignee',
    unset: 'Any assignee',
    options: [
      ['me', 'Me'],
      ['unassigned', 'Unassigned'],
      ...users.map(({ id, name }) => [id, name] as const),
    ],
  },
  {
    kind: 'choice',
    name: 'order',
    label: 'Order',
    unset: 'Last updated',
    options: [['due', 'Due first']],
  },
  { kind: 'hidden', name: 'overdue', label: 'Overdue', options: [['true', 'yes']] },
]
