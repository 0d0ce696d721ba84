export { findRing, type Ring, RING_BOUNDS, type RingFinding, type RingRule } from './find-ring'
export {
  type Link,
  MAX_RING_ACCOUNTS,
  type Member,
  memberKey,
  type Merge,
  planRings,
  type RingKind,
  type RingPlan,
} from './plan-rings'
