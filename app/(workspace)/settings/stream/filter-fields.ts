import type { FilterField } from '@/components/list-page/filter-fields'

export const DEAD_LETTER_FIELDS: readonly FilterField[] = [
  {
    kind: 'choice',
    name: 'status',
    label: 'Status',
    unset: 'Any status',
    options: [
      ['open', 'Open'],
      ['settled', 'Settled'],
    ],
  },
]
