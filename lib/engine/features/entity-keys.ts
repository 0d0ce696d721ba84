import type { EntityKind, Parties } from './types'

export interface EntityKey {
  kind: EntityKind
  id: string
}

/** The entities whose states a transaction reads: sender, receiver, device, merchant category; each once. */
export function entityKeysOf(parties: Parties): EntityKey[] {
  const keys = movedKeysOf(parties)
  if (parties.merchantCategory !== null)
    keys.push({ kind: 'merchant_category', id: parties.merchantCategory })
  return keys
}

/** The entities whose states a transaction moves: those it reads but for the category, which moves with labels only. */
export function movedKeysOf(parties: Parties): EntityKey[] {
  const { senderAccount, receiverAccount, deviceId } = parties
  const keys: EntityKey[] = [{ kind: 'account', id: senderAccount }]
  if (receiverAccount !== null && receiverAccount !== senderAccount)
    keys.push({ kind: 'account', id: receiverAccount })
  if (deviceId !== null) keys.push({ kind: 'device', id: deviceId })
  return keys
}

/** The entities whose states a label moves: all that took part in its transaction. */
export function labelKeysOf(parties: Parties): EntityKey[] {
  return entityKeysOf(parties)
}
