import type { ListState, ListStates } from '@/lib/engine/policy'

/** What of a transaction may stand on a list: its two accounts, its device and its phone. */
interface Named {
  senderAccount: string
  receiverAccount: string | null
  deviceId: string | null
  phone: string | null
}

export type Listable = [kind: 'account' | 'device' | 'phone', id: string]

/** A kind has no line break, so two entities never share a key. */
export const listKeyOf = (kind: Listable[0], id: string): string => `${kind}\n${id}`

export function listableIn({ senderAccount, receiverAccount, deviceId, phone }: Named): Listable[] {
  const listable: Listable[] = [['account', senderAccount]]
  if (receiverAccount !== null) listable.push(['account', receiverAccount])
  if (deviceId !== null) listable.push(['device', deviceId])
  if (phone !== null) listable.push(['phone', phone])
  return listable
}

const UNLISTED: ListStates = { sender: null, receiver: null, device: null, phone: null }

/** The list that each party stands on. */
export function listStatesOf(
  { senderAccount, receiverAccount, deviceId, phone }: Named,
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
