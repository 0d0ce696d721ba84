import type { FlowState } from './states/account-state'
import type { DeviceState } from './states/device-state'
import { addTransaction } from './states/fraud-ledger'
import { moveHabits } from './states/move-habits'
import { hashOf } from './states/hash'
import { rememberPeer } from './states/recent-peers'
import { addToWindow, WINDOWS } from './states/time-window'
import type { EntityStates, FeatureInput } from './types'

const MAX_DEVICE_ACCOUNTS = 16

/**
 * Moves the states past one transaction, in place. Call it after `computeFeatures`, once per transaction and in the
 * order in which the transactions are committed; an account that pays itself passes the same object twice. The
 * category is not moved: it knows labels only.
 */
export function reduceStates(input: FeatureInput, states: EntityStates): void {
  moveFlow(states.sender.sent, input, input.receiverAccount)
  moveHabits(states.sender.habits, input)
  if (states.receiver !== null) moveFlow(states.receiver.received, input, input.senderAccount)
  if (states.device !== null) moveDevice(states.device, input)
}

function moveFlow(flow: FlowState, input: FeatureInput, peer: string | null): void {
  const { occurredAtMs, amountMinor } = input
  moveSpan(flow, occurredAtMs)
  flow.s += amountMinor

  const logAmount = Math.log1p(amountMinor / 100)
  const fromOldMean = logAmount - flow.m
  flow.m += fromOldMean / flow.n
  flow.q += fromOldMean * (logAmount - flow.m)

  addToWindow(flow.h, WINDOWS.h, occurredAtMs, 1, amountMinor)
  addToWindow(flow.d, WINDOWS.d, occurredAtMs, 1, amountMinor)
  addToWindow(flow.w, WINDOWS.w, occurredAtMs, 1, amountMinor)
  addTransaction(flow, occurredAtMs)
  if (peer !== null) rememberPeer(flow, peer, occurredAtMs)
}

function moveDevice(device: DeviceState, input: FeatureInput): void {
  moveSpan(device, input.occurredAtMs)
  addToWindow(device.d, WINDOWS.d, input.occurredAtMs, 1, input.amountMinor)
  addTransaction(device, input.occurredAtMs)
  const account = hashOf(input.senderAccount)
  const known = device.a.indexOf(account)
  if (known >= 0) device.a.splice(known, 1)
  else if (device.a.length >= MAX_DEVICE_ACCOUNTS) device.a.shift()
  device.a.push(account)
}

function moveSpan(span: { n: number; f: number; l: number }, occurredAtMs: number): void {
  span.f = span.n === 0 ? occurredAtMs : Math.min(span.f, occurredAtMs)
  span.l = span.n === 0 ? occurredAtMs : Math.max(span.l, occurredAtMs)
  span.n += 1
}
