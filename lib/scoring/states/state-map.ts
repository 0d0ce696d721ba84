import {
  type AccountState,
  type CategoryState,
  type DeviceState,
  emptyAccountState,
  emptyCategoryState,
  emptyDeviceState,
  emptyPhoneState,
  type EntityStates,
  type Parties,
  type PhoneState,
  type StateKey,
  unpackState,
} from '@/lib/engine/features'

/** The states of a group of rows, by kind and id: read from the database, then updated in place. */
export interface StateMap {
  account: Map<string, AccountState>
  device: Map<string, DeviceState>
  merchant_category: Map<string, CategoryState>
  phone: Map<string, PhoneState>
}

export const newStateMap = (): StateMap => ({
  account: new Map(),
  device: new Map(),
  merchant_category: new Map(),
  phone: new Map(),
})

/** The row that `storedStates` selects: which requested keys exist, and their states. */
export interface StoredStates {
  /** Positions in the request, counted from 1. */
  found: number[] | null
  /** The packed states in the same order, each preceded by its length as a big-endian uint32. */
  packed: Uint8Array | null
}

/** Unpacks the stored states into the map. @throws RangeError for bytes of an unknown layout */
export function addStoredStates(
  states: StateMap,
  requested: readonly StateKey[],
  { found, packed }: StoredStates,
): void {
  if (!found || !packed) return
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  let at = 0
  for (const ordinal of found) {
    const { kind, id } = requested[ordinal - 1] as StateKey
    const start = at + 4
    at = start + view.getUint32(at)
    const bytes = packed.subarray(start, at)
    if (kind === 'account') states.account.set(id, unpackState(kind, bytes))
    else if (kind === 'device') states.device.set(id, unpackState(kind, bytes))
    else if (kind === 'phone') states.phone.set(id, unpackState(kind, bytes))
    else states.merchant_category.set(id, unpackState(kind, bytes))
  }
}

/**
 * The states of the parties, not copied: updates change `states`. Adds an empty state for a new entity.
 * @param parties of a payment; of a label, which has no phone
 */
export function statesOf(states: StateMap, parties: Parties & { phone?: string | null }): EntityStates {
  const { senderAccount, receiverAccount, deviceId, merchantCategory, phone = null } = parties
  const account = (id: string) => stateIn(states.account, id, emptyAccountState)
  return {
    sender: account(senderAccount),
    receiver: receiverAccount === null ? null : account(receiverAccount),
    device: deviceId === null ? null : stateIn(states.device, deviceId, emptyDeviceState),
    category:
      merchantCategory === null
        ? null
        : stateIn(states.merchant_category, merchantCategory, emptyCategoryState),
    phone: phone === null ? null : stateIn(states.phone, phone, emptyPhoneState),
  }
}

function stateIn<S>(states: Map<string, S>, id: string, empty: () => S): S {
  const known = states.get(id)
  if (known) return known
  const added = empty()
  states.set(id, added)
  return added
}
