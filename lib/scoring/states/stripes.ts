import type { StateKey, StateKind } from '@/lib/engine/features'

/**
 * Advisory locks per tenant, held until the transaction ends. A writer of an entity's state holds the entity's stripe.
 * The fixed number of stripes bounds the locks that a group takes.
 */
const STRIPES = 64

const FNV_BASIS = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a hash (Fowler, Noll, Vo), 32 bits. A collision is harmless: two groups wait for the same stripe. */
export function hash32(text: string, basis = FNV_BASIS): number {
  let hash = basis
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash | 0
}

/** Hash of the kind's prefix, so entities of different kinds with the same id have different hashes. */
const KIND_BASIS: Record<StateKind, number> = {
  account: hash32('a:'),
  device: hash32('d:'),
  merchant_category: hash32('m:'),
  phone: hash32('p:'),
}

const toStripe = (hash: number): number => (hash >>> 0) % STRIPES

export const stripeOfEntity = ({ kind, id }: StateKey): number => toStripe(hash32(id, KIND_BASIS[kind]))

/** Stripe of a name that is not an entity, such as an external id. */
export const stripeOfName = (name: string): number => toStripe(hash32(name))

/** Each stripe once, ascending. All transactions lock in this order, so they cannot deadlock. */
export const inLockOrder = (stripes: Iterable<number>): number[] =>
  [...new Set(stripes)].sort((a, b) => a - b)
