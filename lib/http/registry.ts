/** Every HTTP operation of the product: what the contract documents and the tests walk. */
import * as apiKeys from '@/lib/api-keys/api'
import * as auth from '@/lib/auth/api'
import * as decisions from '@/lib/decisions/api'
import * as health from '@/lib/health/api'
import * as models from '@/lib/models/api'
import * as scoring from '@/lib/scoring/api'
import * as transactions from '@/lib/transactions/api'
import * as users from '@/lib/users/api'
import * as watchlists from '@/lib/watchlists/api'
import type { Operation } from './operation'

/** One line per domain, in the order in which the contract shows them. An api.ts exports operations only. */
export const allOperations: readonly Operation[] = [
  ...Object.values(auth),
  ...Object.values(scoring),
  ...Object.values(transactions),
  ...Object.values(decisions),
  ...Object.values(watchlists),
  ...Object.values(models),
  ...Object.values(apiKeys),
  ...Object.values(users),
  ...Object.values(health),
]
