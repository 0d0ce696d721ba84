import type { EntityKey, EntityKind } from '@/lib/features'

/**
 * Who moves the states of an entity holds its stripe: an advisory lock of the tenant, kept until the transaction ends.
 * Entities share a fixed number of stripes, so that a group of any size takes a bounded number of locks.
 */
const STRIPES = 64

/** FNV-1a (Fowler, Noll, Vo), 32 bits: spreads names over the stripes; a collision only makes two groups wait. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

const PREFIX: Record<EntityKind, string> = { account: 'a', device: 'd', merchant_category: 'm' }

/** The name under which an entity is locked; names of other things must not begin like one. */
export const lockNameOf = ({ kind, id }: EntityKey): string => `${PREFIX[kind]}:${id}`

/** The stripes of the names in ascending order, so that two transactions never wait for each other in a circle. */
export function stripesOf(names: Iterable<string>): number[] {
  const stripes = new Set<number>()
  for (const name of names) stripes.add((hash32(name) >>> 0) % STRIPES)
  return [...stripes].sort((a, b) => a - b)
}
