import {
  type AccountState,
  type CategoryState,
  type DeviceState,
  emptyAccountState,
  emptyCategoryState,
  emptyDeviceState,
  type EntityKind,
  type EntityStates,
  type FeatureInput,
  readState,
} from '@/lib/features'

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

/** One row of `entity_states`, in any layout that was ever stored. */
export type StateRow = [kind: EntityKind, entityId: string, state: unknown]

export function knownStates(rows: readonly StateRow[]): KnownStates {
  const known = noStates()
  for (const [kind, id, state] of rows) {
    if (kind === 'account') known.account.set(id, readState(kind, state))
    else if (kind === 'device') known.device.set(id, readState(kind, state))
    else known.merchant_category.set(id, readState(kind, state))
  }
  return known
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
