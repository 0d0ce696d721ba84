/** The last distinct counterparties of an account, as hashes: no foreign account id is stored in a state. */

import type { FlowState } from './account-state'
import { MINUTE_MS } from './time-window'

export const MAX_RECENT_PEERS = 32
export const MAX_PAYMENTS_COUNTED = 99

/** FNV-1a (Fowler, Noll, Vo), 32 bits, over UTF-16 code units. A wrong match among 32 has a chance below 1e-8. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

/** Moves the peer to the end of the lists in place, dropping the longest unseen one. */
export function rememberPeer(flow: FlowState, account: string, occurredAtMs: number): void {
  const peer = hashOf(account)
  const minute = Math.floor(occurredAtMs / MINUTE_MS)
  const { p, k, t } = flow
  const known = p.lastIndexOf(peer)
  const payments = known < 0 ? 1 : Math.min(k[known]! + 1, MAX_PAYMENTS_COUNTED)
  const latest = known < 0 ? minute : Math.max(t[known]!, minute)
  if (known < 0) flow.u += 1
  if (known >= 0 || p.length >= MAX_RECENT_PEERS) {
    const leaving = Math.max(known, 0)
    p.splice(leaving, 1)
    k.splice(leaving, 1)
    t.splice(leaving, 1)
  }
  p.push(peer)
  k.push(payments)
  t.push(latest)
}
