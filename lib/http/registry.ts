/** Every HTTP operation of the product: what the contract documents and the tests walk. */
import * as apiKeys from '@/lib/api-keys/api'
import * as audit from '@/lib/audit/api'
import * as auth from '@/lib/auth/api'
import * as claims from '@/lib/claims/api'
import * as dashboard from '@/lib/dashboard/api'
import * as cases from '@/lib/cases/api'
import * as decisions from '@/lib/decisions/api'
import * as entityProfiles from '@/lib/entity-profiles/api'
import * as health from '@/lib/health/api'
import * as live from '@/lib/live/api'
import * as models from '@/lib/models/api'
import * as savedViews from '@/lib/saved-views/api'
import * as notifications from '@/lib/notifications/api'
import * as scoring from '@/lib/scoring/api'
import * as search from '@/lib/search/api'
import * as status from '@/lib/status/api'
import * as slaPolicies from '@/lib/sla-policies/api'
import * as transactions from '@/lib/transactions/api'
import * as users from '@/lib/users/api'
import * as watchlists from '@/lib/watchlists/api'
import type { Operation } from './operation'

/** One line per domain, in the order in which the contract shows them. An api.ts exports operations only. */
export const allOperations: readonly Operation[] = [
  ...inOrder(auth),
  ...inOrder(scoring),
  ...inOrder(transactions),
  ...inOrder(dashboard),
  ...inOrder(decisions),
  ...inOrder(claims),
  ...inOrder(entityProfiles),
  ...inOrder(savedViews),
  ...inOrder(watchlists),
  ...inOrder(cases),
  ...inOrder(slaPolicies),
  ...inOrder(notifications),
  ...inOrder(audit),
  ...inOrder(models),
  ...inOrder(apiKeys),
  ...inOrder(users),
  ...inOrder(search),
  ...inOrder(live),
  ...inOrder(status),
  ...inOrder(health),
]

/** Bundlers order a module's exports as they like; the contract must not change with them. */
function inOrder(operations: Readonly<Record<string, Operation>>): Operation[] {
  const place = ({ path, method }: Operation): string => `${path} ${method}`
  return Object.values(operations).sort((a, b) => (place(a) < place(b) ? -1 : 1))
}
