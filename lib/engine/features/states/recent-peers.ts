/** The last distinct counterparties of an account, as hashes: no foreign account id is stored in a state. */

import type { FlowState } from './account-state'
import { hashOf } from './hash'
import { MINUTE_MS } from './time-window'

const MAX_RECENT_PEERS = 32
const MAX_PAYMENTS_COUNTED = 99
const STRIDE = 3

/** Where the triple of an account begins in `p`; -1 where it is not among the last counterparties. */
export function placeOfPeer({ p }: FlowState, account: string): number {
  const peer = hashOf(account)
  for (let i = p.length - STRIDE; i >= 0; i -= STRIDE) if (p[i] === peer) return i
  return -1
}

/** Moves the peer to the end of the list in place, dropping the longest unseen one. */
export function rememberPeer(flow: FlowState, account: string, occurredAtMs: number): void {
  const { p } = flow
  const minute = Math.floor(occurredAtMs / MINUTE_MS)
  const at = placeOfPeer(flow, account)
  if (at < 0) {
    flow.u += 1
    if (p.length >= STRIDE * MAX_RECENT_PEERS) p.splice(0, STRIDE)
    p.push(hashOf(account), 1, minute)
    return
  }
  const peer = p[at]!
  const payments = Math.min(p[at + 1]! + 1, MAX_PAYMENTS_COUNTED)
  const latest = Math.max(p[at + 2]!, minute)
  p.copyWithin(at, at + STRIDE)
  const last = p.length - STRIDE
  p[last] = peer
  p[last + 1] = payments
  p[last + 2] = latest
}
