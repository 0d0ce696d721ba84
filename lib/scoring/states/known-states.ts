import {
  type AccountState,
  type CategoryState,
  type DeviceState,
  emptyAccountState,
  emptyCategoryState,
  emptyDeviceState,
  type EntityKey,
  type EntityStates,
  type FeatureInput,
  unpackState,
} from '@/lib/engine/features'

/** States by kind and id, as read from the store and then moved in place. What is asked for and not there is new. */
export interface KnownStates {
  account: Map<string, AccountState>
  device: Map<string, DeviceState>
  merchant_category: Map<string, CategoryState>
}

export const noStates = (): KnownStates => ({
  account: new Map(),
  device: new Map(),
  merchant_category: new Map(),
})

/** What is stored of the entities that were asked for: which of them, counted from 1, and their states end to end. */
export interface StoredStates {
  found: number[] | null
  /** Each state is led by its length, four bytes with the highest first. */
  packed: Uint8Array | null
}

/** Adds the stored states to the known ones. */
export function learnStates(
  known: KnownStates,
  asked: readonly EntityKey[],
  { found, packed }: StoredStates,
): void {
  if (!found || !packed) return
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  let at = 0
  for (const ordinal of found) {
    const { kind, id } = asked[ordinal - 1] as EntityKey
    const start = at + 4
    at = start + view.getUint32(at)
    const bytes = packed.subarray(start, at)
    if (kind === 'account') known.account.set(id, unpackState(kind, bytes))
    else if (kind === 'device') known.device.set(id, unpackState(kind, bytes))
    else known.merchant_category.set(id, unpackState(kind, bytes))
  }
}

function stateIn<S>(states: Map<string, S>, id: string, empty: () => S): S {
  const known = states.get(id)
  if (known) return known
  const fresh = empty()
  states.set(id, fresh)
  return fresh
}

type Parties = Pick<FeatureInput, 'senderAccount' | 'receiverAccount' | 'deviceId' | 'merchantCategory'>

/** The states of a transaction's entities, the very objects in `known`: moving them moves what later rows see. */
export function statesOf(known: KnownStates, parties: Parties): EntityStates {
  const { senderAccount, receiverAccount, deviceId, merchantCategory } = parties
  const account = (id: string) => stateIn(known.account, id, emptyAccountState)
  return {
    sender: account(senderAccount),
    receiver: receiverAccount === null ? null : account(receiverAccount),
    device: deviceId === null ? null : stateIn(known.device, deviceId, emptyDeviceState),
    category:
      merchantCategory === null
        ? null
        : stateIn(known.merchant_category, merchantCategory, emptyCategoryState),
  }
}
