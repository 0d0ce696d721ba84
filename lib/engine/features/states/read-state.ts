import type { StateKind } from '../types'
import { emptyAccountState, type AccountState, type FlowState } from './account-state'
import { emptyCategoryState, type CategoryState } from './category-state'
import { emptyDeviceState, type DeviceState } from './device-state'
import { emptyHabits } from './habits'
import { MINUTE_MS, type BucketList } from './time-window'

export interface StateOfKind {
  account: AccountState
  device: DeviceState
  merchant_category: CategoryState
}
export type EntityState = StateOfKind[StateKind]

/** The most bytes that a packed state can take. Usual ones are far smaller: an account with one payment takes about 190. */
export const MAX_STATE_BYTES: Record<StateKind, number> = {
  account: 6_144,
  device: 1_536,
  merchant_category: 512,
}

const QUARTER_DAYS = 4

/** State of an entity that was never seen. */
export function emptyState<K extends StateKind>(kind: K): StateOfKind[K] {
  const empty: { [Kind in StateKind]: () => StateOfKind[Kind] } = {
    account: emptyAccountState,
    device: emptyDeviceState,
    merchant_category: emptyCategoryState,
  }
  return empty[kind]()
}

/**
 * A state that was stored as JSON, in today's layout; an older layout is upgraded, and what it did not keep starts empty.
 * @throws RangeError for a version that this code does not know: a newer program wrote it
 */
export function readState<K extends StateKind>(kind: K, json: unknown): StateOfKind[K] {
  const state = json as { v: number }
  if (kind === 'account' && state.v === 1) return upgradeAccount(json as AccountStateV1) as StateOfKind[K]
  const current = kind === 'account' ? 2 : 1
  if (state.v !== current) throw new RangeError(`Unknown layout ${state.v} of a ${kind} state`)
  return json as StateOfKind[K]
}

/** Its counterparties were hashes alone. */
type FlowStateV1 = Omit<FlowState, 'y' | 'g'>
interface AccountStateV1 {
  v: 1
  sent: FlowStateV1
  received: FlowStateV1
}

function upgradeAccount({ sent, received }: AccountStateV1): AccountState {
  return {
    v: 2,
    sent: upgradeFlow(sent),
    received: upgradeFlow(received),
    habits: emptyHabits(),
    run: { b: [], z: 0 },
  }
}

/** Each known counterparty counts as paid once, at the time of the latest payment: the old layout kept no more. */
function upgradeFlow(flow: FlowStateV1): FlowState {
  const latest = Math.floor(flow.l / MINUTE_MS)
  return { ...flow, p: flow.p.flatMap((hash) => [hash, 1, latest]), y: dailyCounts(flow.w), g: [] }
}

/** From the quarter days of the last week to days, without any known fraud. */
function dailyCounts(quarters: BucketList): BucketList {
  const days: BucketList = []
  for (let i = 0; i < quarters.length; i += 3) {
    const day = Math.floor(quarters[i]! / QUARTER_DAYS)
    if (days[days.length - 3] === day) days[days.length - 2]! += quarters[i + 1]!
    else days.push(day, quarters[i + 1]!, 0)
  }
  return days
}
