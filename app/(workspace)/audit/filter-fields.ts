import { type FilterField, filterWords } from '@/components/list-page/filter-fields'
import { AUDIT_CATEGORIES, type AuditCategory } from '@/lib/access/audit/schema'
import type { AuditPageFilter } from './search-params'

const CATEGORY_LABELS: Record<AuditCategory, string> = {
  'sign-in': 'Sign-ins and denied access',
  decision: 'Decisions and notes',
  case: 'Cases',
  watchlist: 'Watchlists',
  export: 'Exports',
  read: 'Reads',
  policy: 'Policies',
  model: 'Models and thresholds',
  access: 'API keys, users and roles',
  view: 'Saved views',
  alert: 'Alert rules and channels',
  stream: 'Messages of Kafka',
  seal: 'Seals of scores and decisions',
}

/** @param users who can be chosen; the actor of a link may be another one, such as an API key */
export function auditFields(
  users: readonly { id: string; name: string }[],
  { actor }: AuditPageFilter,
): FilterField[] {
  const actors = users.map(({ id, name }) => [id, name] as const)
  const stranger = actor !== undefined && !users.some(({ id }) => id === actor)
  return [
    {
      kind: 'choice',
      name: 'category',
      label: 'Category',
      unset: 'All categories',
      options: AUDIT_CATEGORIES.map((category) => [category, CATEGORY_LABELS[category]]),
    },
    {
      kind: 'choice',
      name: 'actor',
      label: 'Actor',
      unset: 'Any actor',
      options: stranger ? [[actor, actor], ...actors] : actors,
    },
    { kind: 'date', name: 'from', label: 'From' },
    { kind: 'date', name: 'to', label: 'To (inclusive)' },
  ]
}

/** The kind and the id of an object make one chip. */
export function auditFilterWords(fields: readonly FilterField[], filter: AuditPageFilter) {
  return (name: keyof AuditPageFilter, value: string): string | null => {
    if (name === 'object_kind') return null
    if (name === 'object_id') return `Only the ${filter.object_kind?.replaceAll('-', ' ')} ${value}`
    return filterWords(fields, name, value)
  }
}
