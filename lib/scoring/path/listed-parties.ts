import type { ListState, ListStates } from '@/lib/engine/policy'

/** The parties of a transaction that a watchlist can name. */
interface ListableParties {
  senderAccount: string
  receiverAccount: string | null
  deviceId: string | null
  phone: string | null
}

export type Listable = [kind: 'account' | 'device' | 'phone', id: string]

/** A kind contains no line break, so the key is unique per entity. */
export const listKeyOf = (kind: Listable[0], id: string): string => `${kind}\n${id}`

export function listableIn({ senderAccount, receiverAccount, deviceId, phone }: ListableParties): Listable[] {
  const listable: Listable[] = [['account', senderAccount]]
  if (receiverAccount !== null) listable.push(['account', receiverAccount])
  if (deviceId !== null) listable.push(['device', deviceId])
  if (phone !== null) listable.push(['phone', phone])
  return listable
}

const UNLISTED: ListStates = { sender: null, receiver: null, device: null, phone: null }

/** The list of each party; null for a party without an entry. */
export function listStatesOf(
  { senderAccount, receiverAccount, deviceId, phone }: ListableParties,
  lists: ReadonlyMap<string, ListState>,
): ListStates {
  if (!lists.size) return UNLISTED
  const listOf = (kind: Listable[0], id: string | null) =>
    id === null ? null : (lists.get(listKeyOf(kind, id)) ?? null)
  return {
    sender: listOf('account', senderAccount),
    receiver: listOf('account', receiverAccount),
    device: listOf('device', deviceId),
    phone: listOf('phone', phone),
  }
}
