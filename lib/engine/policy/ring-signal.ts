import type { RingFinding, RingRule } from '@/lib/engine/rings'
import { NO_SIGNAL, type Signal } from './signal'

/** What a growing ring means for the decision on a payment of its members. */
export const ringSignal = (found: RingFinding | null, rule: RingRule | null): Signal =>
  found && rule ? { reasonCodes: ['shared_device_ring'], atLeast: rule.outcome } : NO_SIGNAL
