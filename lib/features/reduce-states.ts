import type { AccountState, FlowState } from './account-state'
import { hashPeer, rememberPeer } from './recent-peers'
import { addToWindow, WINDOWS } from './time-window'
import type { EntityStates, FeatureInput } from './types'

/**
 * Moves the states past one transaction, in place. Call it after `computeFeatures`, once per transaction and in the
 * order in which the transactions are committed; an account that pays itself passes the same object twice.
 */
export function reduceStates(input: FeatureInput, states: EntityStates<AccountState>): void {
  addToFlow(states.sender.sent, input, input.receiverAccount)
  if (states.receiver !== null) addToFlow(states.receiver.received, input, input.senderAccount)
}

function addToFlow(flow: FlowState, input: FeatureInput, peer: string | null): void {
  const { occurredAtMs, amountMinor } = input
  flow.f = flow.n === 0 ? occurredAtMs : Math.min(flow.f, occurredAtMs)
  flow.l = flow.n === 0 ? occurredAtMs : Math.max(flow.l, occurredAtMs)
  flow.n += 1
  flow.s += amountMinor

  const logAmount = Math.log1p(amountMinor / 100)
  const fromOldMean = logAmount - flow.m
  flow.m += fromOldMean / flow.n
  flow.q += fromOldMean * (logAmount - flow.m)

  addToWindow(flow.h, WINDOWS.h, occurredAtMs, amountMinor)
  addToWindow(flow.d, WINDOWS.d, occurredAtMs, amountMinor)
  addToWindow(flow.w, WINDOWS.w, occurredAtMs, amountMinor)
  if (peer !== null && rememberPeer(flow.p, hashPeer(peer))) flow.u += 1
}
