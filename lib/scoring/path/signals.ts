import { bothSignals, NO_SIGNAL, ringSignal, type Signal, velocitySignal } from '@/lib/engine/policy'
import { findRing, type RingFinding } from '@/lib/engine/rings'
import type { VelocityFinding, VelocityRule } from '@/lib/engine/velocity'
import { listableIn, listKeyOf } from './listed-parties'
import type { GroupData } from './read-group-data'
import type { CanonicalTransaction } from './schema'

/** The growing ring that the sender, the device or the phone of a payment belongs to. */
export function ringOf(
  { senderAccount, deviceId, phone }: CanonicalTransaction,
  atMs: number,
  { rings, velocity }: Pick<GroupData, 'rings' | 'velocity'>,
): RingFinding | null {
  if (velocity.rings === null || rings.size === 0) return null
  const own = listableIn({ senderAccount, receiverAccount: null, deviceId, phone })
  const known = own.flatMap((party) => rings.get(listKeyOf(...party)) ?? [])
  return findRing(known, atMs, velocity.rings)
}

/** What the detectors say together. */
export function signalOf(
  velocity: readonly VelocityFinding[],
  ring: RingFinding | null,
  rule: VelocityRule,
): Signal {
  if (velocity.length === 0 && ring === null) return NO_SIGNAL
  return bothSignals(velocitySignal(velocity, rule), ringSignal(ring, rule.rings))
}
