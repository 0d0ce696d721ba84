import type { Parties, StateKind } from './types'

/** Names one entity state of a tenant: what kind of entity, and its id. */
export interface StateKey {
  kind: StateKind
  id: string
}

/** The states that a transaction reads and a label changes: sender, receiver, device and merchant category, each once. */
export function stateKeysOf(parties: Parties): StateKey[] {
  const keys = updatedKeysOf(parties)
  if (parties.merchantCategory !== null)
    keys.push({ kind: 'merchant_category', id: parties.merchantCategory })
  return keys
}

/** The states that a transaction changes: those it reads without the merchant category, which only labels change. */
export function updatedKeysOf(parties: Parties): StateKey[] {
  const { senderAccount, receiverAccount, deviceId } = parties
  const keys: StateKey[] = [{ kind: 'account', id: senderAccount }]
  if (receiverAccount !== null && receiverAccount !== senderAccount)
    keys.push({ kind: 'account', id: receiverAccount })
  if (deviceId !== null) keys.push({ kind: 'device', id: deviceId })
  return keys
}
