import type { FilterField } from '@/components/list-page/filter-fields'
import { LISTED_KINDS } from '@/lib/desk/watchlists/schema'
import { LISTED_KIND_LABELS } from './list-words'

export const ENTRY_FIELDS: readonly FilterField[] = [
  {
    kind: 'search',
    name: 'q',
    label: 'Search by the beginning of the id',
    placeholder: 'Beginning of the id',
    maxLength: 64,
    className: 'col-span-2 md:col-span-1',
  },
  {
    kind: 'choice',
    name: 'kind',
    label: 'Kind',
    unset: 'Any kind',
    options: LISTED_KINDS.map((kind) => [kind, LISTED_KIND_LABELS[kind]]),
  },
  {
    kind: 'choice',
    name: 'state',
    label: 'State',
    unset: 'Active',
    options: [
      ['expired', 'Expired'],
      ['all', 'Active and expired'],
    ],
  },
]
