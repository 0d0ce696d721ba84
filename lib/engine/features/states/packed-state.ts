import type { StateKind } from '../types'
import { accountLayout, type AccountState, emptyAccountState } from './account-state'
import { categoryLayout, type CategoryState, emptyCategoryState } from './category-state'
import { deviceLayout, type DeviceState, emptyDeviceState } from './device-state'
import { NumberPacker, NumberReader } from './packed-numbers'
import { type LetterJson, LetterReader, type Layout } from './state-layout'
import { upgradeAccount } from './upgrade-account'

export interface StateOfKind {
  account: AccountState
  device: DeviceState
  merchant_category: CategoryState
}
export type EntityState = StateOfKind[StateKind]

/** How the states of one kind are stored. */
interface StoredKind<S> {
  /** First number of the packed form. A new layout of the kind gets a new version. */
  version: number
  layout: Layout<S>
  empty: () => S
}

const KINDS: { readonly [K in StateKind]: StoredKind<StateOfKind[K]> } = {
  account: { version: 2, layout: accountLayout, empty: emptyAccountState },
  device: { version: 1, layout: deviceLayout, empty: emptyDeviceState },
  merchant_category: { version: 1, layout: categoryLayout, empty: emptyCategoryState },
}

/** The most bytes that a packed state takes. An account with one payment takes about 190. */
export const MAX_STATE_BYTES: Record<StateKind, number> = {
  account: 6_144,
  device: 1_536,
  merchant_category: 512,
}

/** Its buffer holds twice the largest state. */
const packer = new NumberPacker(new Uint8Array(2 * MAX_STATE_BYTES.account))

/** Readers ignore the record that they are given: one of each kind serves for all. */
const IGNORED = {
  account: emptyAccountState(),
  device: emptyDeviceState(),
  merchant_category: emptyCategoryState(),
}

/** The first byte of a state that an earlier release stored as JSON. */
const BRACE = 0x7b

/** State of an entity that was never seen. */
export function emptyState<K extends StateKind>(kind: K): StateOfKind[K] {
  return KINDS[kind].empty()
}

/** The state in the bytes of `entity_states.packed`, in the packer's own buffer: copy them before the next call. */
export function packState<K extends StateKind>(kind: K, state: StateOfKind[K]): Uint8Array {
  const { version, layout }: StoredKind<StateOfKind[K]> = KINDS[kind]
  packer.number(version)
  layout(packer, state)
  return packer.take()
}

/**
 * The state in the current layout, from its packed bytes or from the JSON text of an earlier release.
 * @throws RangeError for bytes that no release wrote, or a newer one
 */
export function unpackState<K extends StateKind>(kind: K, bytes: Uint8Array): StateOfKind[K] {
  if (bytes[0] === BRACE) return readState(kind, JSON.parse(new TextDecoder().decode(bytes)))
  const { version, layout }: StoredKind<StateOfKind[K]> = KINDS[kind]
  const reader = new NumberReader(bytes)
  requireVersion(kind, reader.number(), version)
  const state = layout(reader, IGNORED[kind])
  if (!reader.atEnd) throw new RangeError(`A ${kind} state has more numbers than its layout`)
  return state
}

/**
 * A state that an earlier release stored as JSON, in the current layout.
 * @throws RangeError for a version that this code does not know: a newer program wrote it
 */
export function readState<K extends StateKind>(kind: K, json: unknown): StateOfKind[K] {
  const { version, layout }: StoredKind<StateOfKind[K]> = KINDS[kind]
  const stored = json as LetterJson & { v: number }
  const current = kind === 'account' && stored.v === 1 ? upgradeAccount(stored) : stored
  requireVersion(kind, current.v, version)
  return layout(new LetterReader(current), IGNORED[kind])
}

function requireVersion(kind: StateKind, version: number, known: number): void {
  if (version !== known) throw new RangeError(`Unknown layout ${version} of a ${kind} state`)
}
