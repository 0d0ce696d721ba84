import { ROLE_LABELS } from '@/components/fraud/labels'
import type { FilterField } from '@/components/list-page/filter-fields'
import { ROLES } from '@/lib/contract/permissions'

export const PEOPLE_FIELDS: readonly FilterField[] = [
  {
    kind: 'search',
    name: 'q',
    label: 'Name or e-mail',
    placeholder: 'Name or e-mail',
    maxLength: 128,
  },
  {
    kind: 'choice',
    name: 'role',
    label: 'Role',
    unset: 'All roles',
    options: ROLES.map((role) => [role, ROLE_LABELS[role]]),
  },
  {
    kind: 'choice',
    name: 'status',
    label: 'Status',
    unset: 'Active and disabled',
    options: [
      ['active', 'Active'],
      ['disabled', 'Disabled'],
    ],
  },
]
