import type { Parties, StateKind } from './types'

/** Identifies an entity state within a tenant. */
export interface StateKey {
  kind: StateKind
  id: string
}

/** The distinct states that a transaction reads and a label updates: sender, receiver, device, merchant category. */
export function stateKeysOf(parties: Parties): StateKey[] {
  const keys = updatedKeysOf(parties)
  if (parties.merchantCategory !== null)
    keys.push({ kind: 'merchant_category', id: parties.merchantCategory })
  return keys
}

/** The states that a transaction updates. Excludes the merchant category, which only labels update. */
export function updatedKeysOf(parties: Parties): StateKey[] {
  const { senderAccount, receiverAccount, deviceId } = parties
  const keys: StateKey[] = [{ kind: 'account', id: senderAccount }]
  if (receiverAccount !== null && receiverAccount !== senderAccount)
    keys.push({ kind: 'account', id: receiverAccount })
  if (deviceId !== null) keys.push({ kind: 'device', id: deviceId })
  return keys
}
