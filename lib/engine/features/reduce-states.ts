import type { FlowState } from './states/account-state'
import type { DeviceState } from './states/device-state'
import type { EarlierTimes } from './states/earlier-times'
import { addTransaction } from './states/fraud-ledger'
import type { PhoneState } from './states/phone-state'
import { updateHabits } from './states/update-habits'
import { hashOf } from './states/hash'
import { rememberPayment } from './states/recent-payments'
import { rememberPeer } from './states/recent-peers'
import { addToWindow, WINDOWS } from './states/time-window'
import type { EntityStates, FeatureInput } from './types'

const MAX_DEVICE_ACCOUNTS = 16

/**
 * Updates the states for one transaction, in place. Call it after `computeFeatures`, once per transaction, in commit order.
 * For an account that pays itself, sender and receiver are the same object. Only labels change the category.
 */
export function reduceStates(input: FeatureInput, states: EntityStates): void {
  updateFlow(states.sender.sent, input, input.receiverAccount, states.sender.earlierSent)
  updateHabits(states.sender.habits, input)
  if (states.receiver !== null) updateFlow(states.receiver.received, input, input.senderAccount, null)
  if (states.device !== null) updateDevice(states.device, input)
  if (states.phone) updatePhone(states.phone, input)
}

function updateFlow(
  flow: FlowState,
  input: FeatureInput,
  peer: string | null,
  earlier: EarlierTimes | null,
): void {
  const { occurredAtMs, amountMinor } = input
  updateSpan(flow, input, earlier)
  flow.totalMinor += amountMinor

  const logAmount = Math.log1p(amountMinor / 100)
  const fromOldMean = logAmount - flow.logMean
  flow.logMean += fromOldMean / flow.count
  flow.logSquares += fromOldMean * (logAmount - flow.logMean)

  addToWindow(flow.lastHour, WINDOWS.lastHour, occurredAtMs, 1, amountMinor)
  addToWindow(flow.lastDay, WINDOWS.lastDay, occurredAtMs, 1, amountMinor)
  addToWindow(flow.lastWeek, WINDOWS.lastWeek, occurredAtMs, 1, amountMinor)
  addTransaction(flow, occurredAtMs)
  if (peer !== null) rememberPeer(flow, peer, occurredAtMs)
}

function updateDevice(device: DeviceState, input: FeatureInput): void {
  updateSpan(device, input, device.earlier)
  addToWindow(device.lastDay, WINDOWS.lastDay, input.occurredAtMs, 1, input.amountMinor)
  addTransaction(device, input.occurredAtMs)
  const account = hashOf(input.senderAccount)
  const known = device.accounts.indexOf(account)
  if (known >= 0) device.accounts.splice(known, 1)
  else if (device.accounts.length >= MAX_DEVICE_ACCOUNTS) device.accounts.shift()
  device.accounts.push(account)
}

function updatePhone(phone: PhoneState, { occurredAtMs, amountMinor }: FeatureInput): void {
  phone.count += 1
  rememberPayment(phone.recent, occurredAtMs, amountMinor, phone.earlier)
}

type Span = Pick<FlowState, 'count' | 'firstMs' | 'latestMs' | 'recent'>

function updateSpan(
  span: Span,
  { occurredAtMs, amountMinor }: FeatureInput,
  earlier: EarlierTimes | null,
): void {
  span.firstMs = span.count === 0 ? occurredAtMs : Math.min(span.firstMs, occurredAtMs)
  span.latestMs = span.count === 0 ? occurredAtMs : Math.max(span.latestMs, occurredAtMs)
  span.count += 1
  rememberPayment(span.recent, occurredAtMs, amountMinor, earlier)
}
