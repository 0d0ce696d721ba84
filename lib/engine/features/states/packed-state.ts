import type { StateKind } from '../types'
import type { AccountState, FlowState } from './account-state'
import type { CategoryState } from './category-state'
import type { DeviceState } from './device-state'
import type { Habits } from './habits'
import { NumberPacker, NumberReader } from './packed-numbers'
import { MAX_STATE_BYTES, readState, type StateOfKind } from './read-state'

/**
 * States as they are stored: their numbers in a fixed order, led by the layout's version, in a third of the bytes that JSON
 * takes. Every score reads and writes some; a batch, thousands. A stored state that begins with a brace is JSON, as former
 * releases wrote it.
 */
const BRACE = 0x7b

/** Twice what the largest state takes. */
const packer = new NumberPacker(new Uint8Array(2 * MAX_STATE_BYTES.account))

/** The bytes are the packer's own: who keeps them copies them before the next state is packed. */
export function packState<K extends StateKind>(kind: K, state: StateOfKind[K]): Uint8Array {
  packer.number(state.v)
  if (kind === 'account') packAccount(state as AccountState)
  else if (kind === 'device') packDevice(state as DeviceState)
  else packer.list((state as CategoryState).g)
  return packer.take()
}

/**
 * The state in today's layout.
 * @throws RangeError for what no release wrote, or a newer one
 */
export function unpackState<K extends StateKind>(kind: K, bytes: Uint8Array): StateOfKind[K] {
  if (bytes[0] === BRACE) return readState(kind, JSON.parse(new TextDecoder().decode(bytes)))
  const reader = new NumberReader(bytes)
  const v = reader.number()
  if (v !== VERSIONS[kind]) throw new RangeError(`Unknown layout ${v} of a ${kind} state`)
  const state = UNPACK[kind](reader)
  if (!reader.atEnd) throw new RangeError(`A ${kind} state has more numbers than its layout`)
  return state as StateOfKind[K]
}

const VERSIONS: Record<StateKind, number> = { account: 2, device: 1, merchant_category: 1 }

const UNPACK: { [K in StateKind]: (from: NumberReader) => StateOfKind[K] } = {
  account: unpackAccount,
  device: unpackDevice,
  merchant_category: (from): CategoryState => ({ v: 1, g: from.list() }),
}

function packAccount({ sent, received, habits, run }: AccountState): void {
  packFlow(sent)
  packFlow(received)
  packHabits(habits)
  packer.list(run.b)
  packer.number(run.z)
}

/** Fields are evaluated in the order in which they stand, which is the order in which they were packed. */
function unpackAccount(from: NumberReader): AccountState {
  return {
    v: 2,
    sent: unpackFlow(from),
    received: unpackFlow(from),
    habits: unpackHabits(from),
    run: { b: from.list(), z: from.number() },
  }
}

function packFlow({ n, s, m, q, f, l, u, h, d, w, p, y, g }: FlowState): void {
  for (const value of [n, s, m, q, f, l, u]) packer.number(value)
  for (const list of [h, d, w, p, y, g]) packer.list(list)
}

function unpackFlow(from: NumberReader): FlowState {
  return {
    n: from.number(),
    s: from.number(),
    m: from.number(),
    q: from.number(),
    f: from.number(),
    l: from.number(),
    u: from.number(),
    h: from.list(),
    d: from.list(),
    w: from.list(),
    p: from.list(),
    y: from.list(),
    g: from.list(),
  }
}

function packHabits({ r, x, o, c, t, i, h, m, d, p, g }: Habits): void {
  packer.list(r)
  packer.number(x)
  for (const list of [o, c, t, i, h, m, d, p, g]) packer.list(list)
}

function unpackHabits(from: NumberReader): Habits {
  return {
    r: from.list(),
    x: from.number(),
    o: from.list(),
    c: from.list(),
    t: from.list(),
    i: from.list(),
    h: from.list(),
    m: from.list(),
    d: from.list(),
    p: from.list(),
    g: from.list(),
  }
}

function packDevice({ n, f, l, d, a, y, g }: DeviceState): void {
  for (const value of [n, f, l]) packer.number(value)
  for (const list of [d, a, y, g]) packer.list(list)
}

function unpackDevice(from: NumberReader): DeviceState {
  return {
    v: 1,
    n: from.number(),
    f: from.number(),
    l: from.number(),
    d: from.list(),
    a: from.list(),
    y: from.list(),
    g: from.list(),
  }
}
