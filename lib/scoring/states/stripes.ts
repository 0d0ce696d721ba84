import type { StateKey, StateKind } from '@/lib/engine/features'

/**
 * Who moves the states of an entity holds its stripe: an advisory lock of the tenant, kept until the transaction ends.
 * Entities share a fixed number of stripes, so that a group of any size takes a bounded number of locks.
 */
const STRIPES = 64

const FNV_BASIS = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a (Fowler, Noll, Vo), 32 bits: spreads names over the stripes; a collision only makes two groups wait. */
export function hash32(text: string, basis = FNV_BASIS): number {
  let hash = basis
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash | 0
}

/** Entities of different kinds with one id have names of their own. */
const KIND_BASIS: Record<StateKind, number> = {
  account: hash32('a:'),
  device: hash32('d:'),
  merchant_category: hash32('m:'),
}

const toStripe = (hash: number): number => (hash >>> 0) % STRIPES

export const stripeOfEntity = ({ kind, id }: StateKey): number => toStripe(hash32(id, KIND_BASIS[kind]))

/** Of anything that is no entity. */
export const stripeOfName = (name: string): number => toStripe(hash32(name))

/** Each once and ascending, so that two transactions never wait for each other in a circle. */
export const inLockOrder = (stripes: Iterable<number>): number[] =>
  [...new Set(stripes)].sort((a, b) => a - b)
