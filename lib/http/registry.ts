/** Every HTTP operation of the product: what the contract documents and the tests walk. */
import { healthOperation, metricsOperation, readyOperation } from '@/lib/health/api'
import type { Operation } from './operation'

export const allOperations: readonly Operation[] = [
  // One spread per domain door, in the order in which the contract shows them.
  ...[healthOperation, readyOperation, metricsOperation],
]
