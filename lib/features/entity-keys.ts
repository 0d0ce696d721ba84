import type { EntityKind, FeatureInput } from './types'

export interface EntityKey {
  kind: EntityKind
  id: string
}

/** The entities whose states a transaction reads and moves: sender first, each once. */
export function entityKeysOf(input: Pick<FeatureInput, 'senderAccount' | 'receiverAccount'>): EntityKey[] {
  const sender: EntityKey = { kind: 'account', id: input.senderAccount }
  if (input.receiverAccount === null || input.receiverAccount === input.senderAccount) return [sender]
  return [sender, { kind: 'account', id: input.receiverAccount }]
}
