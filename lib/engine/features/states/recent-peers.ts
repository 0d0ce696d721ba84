/** The last distinct counterparties of an account, as hashes: a state stores no id of another account. */

import type { FlowState } from './account-state'
import { hashOf } from './hash'
import { MINUTE_MS } from './time-window'

const MAX_RECENT_PEERS = 32
const MAX_PAYMENTS_COUNTED = 99
const STRIDE = 3

/** Index of the account's triple in `peers`; -1 if it is not among the last counterparties. */
export function peerIndex({ peers }: FlowState, account: string): number {
  const peer = hashOf(account)
  for (let i = peers.length - STRIDE; i >= 0; i -= STRIDE) if (peers[i] === peer) return i
  return -1
}

/** Moves the peer to the end of the list, in place; a full list drops the least recent peer. */
export function rememberPeer(flow: FlowState, account: string, occurredAtMs: number): void {
  const { peers } = flow
  const minute = Math.floor(occurredAtMs / MINUTE_MS)
  const at = peerIndex(flow, account)
  if (at < 0) {
    flow.distinctPeers += 1
    if (peers.length >= STRIDE * MAX_RECENT_PEERS) peers.splice(0, STRIDE)
    peers.push(hashOf(account), 1, minute)
    return
  }
  const peer = peers[at]!
  const payments = Math.min(peers[at + 1]! + 1, MAX_PAYMENTS_COUNTED)
  const latest = Math.max(peers[at + 2]!, minute)
  peers.copyWithin(at, at + STRIDE)
  const last = peers.length - STRIDE
  peers[last] = peer
  peers[last + 1] = payments
  peers[last + 2] = latest
}

/**
 * Replaces hashes of counterparties, in place. Payments of two spellings add up, at the later place in the list.
 * @param keys from the hash of an account as received to the hash of its canonical form
 * @returns whether anything changed
 */
export function rekeyPeers(flow: FlowState, keys: ReadonlyMap<number, number>): boolean {
  const { peers } = flow
  if (!peers.some((hash, i) => i % STRIDE === 0 && keys.has(hash))) return false
  const merged = new Map<number, readonly [payments: number, minute: number]>()
  for (let i = 0; i < peers.length; i += STRIDE) {
    const [old, payments, minute] = peers.slice(i, i + STRIDE) as [number, number, number]
    const hash = keys.get(old) ?? old
    const known = merged.get(hash)
    if (known) flow.distinctPeers -= 1
    merged.delete(hash)
    merged.set(hash, [
      Math.min(payments + (known?.[0] ?? 0), MAX_PAYMENTS_COUNTED),
      Math.max(minute, known?.[1] ?? 0),
    ])
  }
  flow.peers = [...merged].flatMap(([hash, [payments, minute]]) => [hash, payments, minute])
  return true
}
