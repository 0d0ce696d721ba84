import type { Parties, PayingParties, StateKind } from './types'

/** Identifies an entity state within a tenant. */
export interface StateKey {
  kind: StateKind
  id: string
}

/** The distinct states that a label updates: sender, receiver, device, merchant category. */
export const labelledKeysOf = (parties: Parties): StateKey[] => [
  ...accountsAndDevice(parties),
  ...category(parties),
]

/** The distinct states that a payment reads: those that it updates, and its merchant category. */
export const stateKeysOf = (parties: PayingParties): StateKey[] => [
  ...updatedKeysOf(parties),
  ...category(parties),
]

/** The states that a payment updates. Excludes the merchant category, which only labels update. */
export function updatedKeysOf(parties: PayingParties): StateKey[] {
  const keys = accountsAndDevice(parties)
  if (parties.phone !== null) keys.push({ kind: 'phone', id: parties.phone })
  return keys
}

function accountsAndDevice({ senderAccount, receiverAccount, deviceId }: Parties): StateKey[] {
  const keys: StateKey[] = [{ kind: 'account', id: senderAccount }]
  if (receiverAccount !== null && receiverAccount !== senderAccount)
    keys.push({ kind: 'account', id: receiverAccount })
  if (deviceId !== null) keys.push({ kind: 'device', id: deviceId })
  return keys
}

const category = ({ merchantCategory }: Parties): StateKey[] =>
  merchantCategory === null ? [] : [{ kind: 'merchant_category', id: merchantCategory }]
