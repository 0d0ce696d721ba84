import type { FilterField } from '@/components/list-page/filter-fields'
import { CHANGE_KINDS, CHANGE_STATUSES } from '@/lib/governance/changes/schema'
import { KIND_LABELS, STATUSES } from '../../change-words'

export const CHANGE_FIELDS: readonly FilterField[] = [
  {
    kind: 'choice',
    name: 'status',
    label: 'Status',
    unset: 'Any status',
    options: CHANGE_STATUSES.map((status) => [status, STATUSES[status].label]),
  },
  {
    kind: 'choice',
    name: 'kind',
    label: 'Kind',
    unset: 'Any kind',
    options: CHANGE_KINDS.map((kind) => [kind, KIND_LABELS[kind]]),
  },
]
