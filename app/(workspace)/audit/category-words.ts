import type { AuditCategory } from '@/lib/access/audit/schema'

export const CATEGORY_LABELS: Record<AuditCategory, string> = {
  'sign-in': 'Sign-in and refusals',
  decision: 'Decisions and notes',
  case: 'Cases',
  watchlist: 'Watchlists',
  export: 'Exports',
  policy: 'Policies',
  model: 'Models and thresholds',
  access: 'Keys, people and roles',
  view: 'Saved views',
}
