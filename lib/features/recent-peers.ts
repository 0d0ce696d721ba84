/** The last distinct counterparties of an account, as hashes: no foreign account id is stored in a state. */

export const MAX_RECENT_PEERS = 32

/** FNV-1a, 32 bits, over UTF-16 code units. A wrong match among 32 peers has a chance below 1e-8. */
export function hashPeer(account: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < account.length; i++) {
    hash = Math.imul(hash ^ account.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

/** Moves the peer to the end of the list in place, dropping the longest unseen one. Returns whether it was new. */
export function rememberPeer(peers: number[], peer: number): boolean {
  const known = peers.lastIndexOf(peer)
  if (known >= 0) peers.splice(known, 1)
  else if (peers.length >= MAX_RECENT_PEERS) peers.shift()
  peers.push(peer)
  return known < 0
}
