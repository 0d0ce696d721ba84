import type { StateKind } from '../types'
import { accountLayout, type AccountState, emptyAccountState } from './account-state'
import { categoryLayout, type CategoryState, emptyCategoryState } from './category-state'
import { deviceLayout, type DeviceState, emptyDeviceState } from './device-state'
import { emptyPhoneState, phoneLayout, type PhoneState } from './phone-state'
import { NumberPacker, NumberReader } from './packed-numbers'
import { type LetterJson, LetterReader, type Layout } from './state-layout'
import { upgradeAccount } from './upgrade-account'

export interface StateOfKind {
  account: AccountState
  device: DeviceState
  merchant_category: CategoryState
  phone: PhoneState
}
export type EntityState = StateOfKind[StateKind]

/** The stored form of the states of one kind. */
interface StoredKind<S> {
  /** First number of the packed form. Each new layout has a new version. */
  version: number
  /** The oldest packed version that the layout reads. */
  readsFrom: number
  layout: Layout<S>
  empty: () => S
}

const KINDS: { readonly [K in StateKind]: StoredKind<StateOfKind[K]> } = {
  account: { version: 5, readsFrom: 2, layout: accountLayout, empty: emptyAccountState },
  device: { version: 3, readsFrom: 1, layout: deviceLayout, empty: emptyDeviceState },
  merchant_category: { version: 1, readsFrom: 1, layout: categoryLayout, empty: emptyCategoryState },
  phone: { version: 1, readsFrom: 1, layout: phoneLayout, empty: emptyPhoneState },
}

/** Upper bound of the packed size in bytes. An account with one payment takes about 190. */
export const MAX_STATE_BYTES: Record<StateKind, number> = {
  account: 7_168,
  device: 2_560,
  merchant_category: 512,
  phone: 1_280,
}

/** The buffer is twice the size of the largest state. */
const packer = new NumberPacker(new Uint8Array(2 * MAX_STATE_BYTES.account))

/** Readers ignore their record argument, so one record per kind is enough. */
const IGNORED = {
  account: emptyAccountState(),
  device: emptyDeviceState(),
  merchant_category: emptyCategoryState(),
  phone: emptyPhoneState(),
}

/** `{`, the first byte of a state that an earlier release stored as JSON. */
const BRACE = 0x7b

/** State of a new entity. */
export function emptyState<K extends StateKind>(kind: K): StateOfKind[K] {
  return KINDS[kind].empty()
}

/** Packs a state for `entity_states.packed`. The result is a view of the packer's buffer: copy it before the next call. */
export function packState<K extends StateKind>(kind: K, state: StateOfKind[K]): Uint8Array {
  const { version, layout }: StoredKind<StateOfKind[K]> = KINDS[kind]
  packer.number(version)
  layout(packer, state)
  return packer.take()
}

/**
 * Reads a state from packed bytes or from the JSON text of an earlier release.
 * @throws RangeError for invalid bytes or the layout of a newer release
 */
export function unpackState<K extends StateKind>(kind: K, bytes: Uint8Array): StateOfKind[K] {
  if (bytes[0] === BRACE) return readState(kind, JSON.parse(new TextDecoder().decode(bytes)))
  const { layout }: StoredKind<StateOfKind[K]> = KINDS[kind]
  const reader = new NumberReader(bytes)
  reader.version = reader.number()
  requireVersion(kind, reader.version)
  const state = layout(reader, IGNORED[kind])
  if (!reader.atEnd) throw new RangeError(`A ${kind} state has more numbers than its layout`)
  return state
}

/**
 * Reads a state that an earlier release stored as JSON.
 * @throws RangeError for an unknown version, which a newer release wrote
 */
export function readState<K extends StateKind>(kind: K, json: unknown): StateOfKind[K] {
  const { layout }: StoredKind<StateOfKind[K]> = KINDS[kind]
  const stored = json as LetterJson & { v: number }
  const current = kind === 'account' && stored.v === 1 ? upgradeAccount(stored) : stored
  requireVersion(kind, current.v)
  return layout(new LetterReader(current), IGNORED[kind])
}

function requireVersion(kind: StateKind, version: number): void {
  const { version: current, readsFrom } = KINDS[kind]
  if (!(version >= readsFrom && version <= current))
    throw new RangeError(`Unknown layout ${version} of a ${kind} state`)
}
