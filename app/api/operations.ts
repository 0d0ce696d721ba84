/** Every HTTP operation of the product; the contract and the tests use this list. */
import * as alertDelivery from '@/lib/messaging/delivery/api'
import * as alertRules from '@/lib/messaging/alerts/api'
import * as apiKeys from '@/lib/access/api-keys/api'
import * as audit from '@/lib/access/audit/api'
import * as auth from '@/lib/access/auth/api'
import * as invitations from '@/lib/access/invitations/api'
import * as passwordResets from '@/lib/access/password-resets/api'
import * as profile from '@/lib/access/profile/api'
import * as currencyRates from '@/lib/access/rates/api'
import * as changes from '@/lib/governance/changes/api'
import * as challengers from '@/lib/governance/challengers/api'
import * as claims from '@/lib/desk/claims/api'
import * as dashboard from '@/lib/desk/dashboard/api'
import * as drift from '@/lib/governance/drift/api'
import * as queue from '@/lib/desk/queue/api'
import * as cases from '@/lib/desk/cases/api'
import * as decisions from '@/lib/desk/decisions/api'
import * as entityProfiles from '@/lib/desk/entities/api'
import * as velocity from '@/lib/governance/velocity/api'
import * as exploration from '@/lib/governance/exploration/api'
import * as health from '@/lib/process/api'
import * as imports from '@/lib/governance/imports/api'
import * as live from '@/lib/messaging/live/api'
import * as models from '@/lib/governance/models/api'
import * as savedViews from '@/lib/desk/saved-views/api'
import * as notifications from '@/lib/messaging/notifications/api'
import * as retraining from '@/lib/governance/retraining/api'
import * as scoring from '@/lib/scoring/path/api'
import * as search from '@/lib/desk/search/api'
import * as stream from '@/lib/scoring/stream/api'
import * as status from '@/lib/desk/status/api'
import * as tenants from '@/lib/access/tenants/api'
import * as tuner from '@/lib/governance/tuner/api'
import * as transactions from '@/lib/desk/transactions/api'
import * as replay from '@/lib/scoring/replay/api'
import * as uploads from '@/lib/scoring/uploads/api'
import * as users from '@/lib/access/users/api'
import * as watchlists from '@/lib/desk/watchlists/api'
import type { Operation } from '@/lib/contract/operation'

/** One line per noun, in the order in which the contract shows them. An api.ts exports operations only. */
const nouns = {
  auth,
  profile,
  scoring,
  uploads,
  replay,
  stream,
  queue,
  transactions,
  dashboard,
  decisions,
  claims,
  entityProfiles,
  savedViews,
  watchlists,
  cases,
  notifications,
  alertRules,
  alertDelivery,
  audit,
  models,
  imports,
  changes,
  drift,
  retraining,
  challengers,
  tuner,
  exploration,
  velocity,
  apiKeys,
  currencyRates,
  users,
  invitations,
  passwordResets,
  tenants,
  search,
  live,
  status,
  health,
}

/** The types from which the browser's client derives its calls. */
export type Nouns = typeof nouns

export const allOperations: readonly Operation[] = Object.values(nouns).flatMap(inOrder)

/** Sorted, because bundlers do not keep the order of exports and the contract must not change. */
function inOrder(operations: Readonly<Record<string, Operation>>): Operation[] {
  const place = ({ path, method }: Operation): string => `${path} ${method}`
  return Object.values(operations).sort((a, b) => (place(a) < place(b) ? -1 : 1))
}
