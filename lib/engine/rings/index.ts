export { findRing, type Ring, RING_BOUNDS, type RingFinding, type RingRule } from './find-ring'
export {
  type Link,
  MAX_RING_ACCOUNTS,
  MAX_RING_IDENTIFIERS,
  type Member,
  memberKey,
  type Merge,
  planRings,
  type RingKind,
  type RingPlan,
  type RingSize,
} from './plan-rings'
export { type RingFacts, ringResponse, ringText } from './ring-response'
