import { networkOf } from '../ip-network'
import type { FeatureInput } from '../types'
import type { Habits } from './habits'
import { noteUse } from './known-since'
import { rememberAmount } from './recent-amounts'
import { hashOf } from './hash'
import { countDayPart, countUse } from './usual-values'
import { dayPartOf } from './time-window'

const MAX_DEVICES = 8
const MAX_PHONES = 4

/** Moves what is known of a payer past one payment, in place. */
export function moveHabits(habits: Habits, input: FeatureInput): void {
  const { occurredAtMs, amountMinor, latitude, longitude } = input
  rememberAmount(habits.r, amountMinor)
  habits.x = Math.max(habits.x, amountMinor)
  countDayPart(habits.o, dayPartOf(occurredAtMs))
  if (input.country !== null) countUse(habits.c, hashOf(input.country))
  if (input.city !== null) countUse(habits.t, hashOf(input.city))
  if (input.ip !== null) countUse(habits.i, hashOf(networkOf(input.ip)))
  if (input.channel !== null) countUse(habits.h, hashOf(input.channel))
  if (input.merchantCategory !== null) countUse(habits.m, hashOf(input.merchantCategory))
  if (input.deviceId !== null) noteUse(habits.d, hashOf(input.deviceId), occurredAtMs, MAX_DEVICES)
  if (input.phone !== null) noteUse(habits.p, hashOf(input.phone), occurredAtMs, MAX_PHONES)
  if (latitude !== null && longitude !== null && !(habits.g[2]! > occurredAtMs))
    habits.g = [latitude, longitude, occurredAtMs]
}
