import type { EntityKind } from '@/lib/contract/entities'
import type { FoundTransaction } from './_components/found-transactions'

export interface EntityName {
  kind: EntityKind
  id: string
}

type Parties = Pick<FoundTransaction, 'sender_account' | 'receiver_account' | 'device_id' | 'phone'>

const MOST = 6

export const entityKey = ({ kind, id }: EntityName): string => `${kind} ${id}`

/**
 * The entities of the found transactions whose id contains the typed text, without duplicates; those that start with it
 * first.
 */
export function prepareEntitySuggestions(
  found: readonly Parties[],
  typed: string,
  linked: readonly EntityName[],
): EntityName[] {
  const wanted = typed.toLowerCase()
  const known = new Set(linked.map(entityKey))
  const named = new Map<string, EntityName>()
  for (const entity of found.flatMap(partiesOf)) {
    if (entity.id.toLowerCase().includes(wanted)) named.set(entityKey(entity), entity)
  }
  const begins = ({ id }: EntityName) => (id.toLowerCase().startsWith(wanted) ? 0 : 1)
  return [...named.values()]
    .filter((entity) => !known.has(entityKey(entity)))
    .sort((a, b) => begins(a) - begins(b) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST)
}

function partiesOf({ sender_account, receiver_account, device_id, phone }: Parties): EntityName[] {
  const parties: { kind: EntityKind; id: string | null | undefined }[] = [
    { kind: 'account', id: sender_account },
    { kind: 'account', id: receiver_account },
    { kind: 'device', id: device_id },
    { kind: 'phone', id: phone },
  ]
  return parties.flatMap(({ kind, id }) => (id ? [{ kind, id }] : []))
}
