import { placeKey } from '@/lib/platform/canonical/place'
import { networkOf } from '../ip-network'
import type { FeatureInput } from '../types'
import type { Habits } from './habits'
import { recordUse } from './first-use'
import { rememberAmount } from './recent-amounts'
import { hashOf } from './hash'
import { countDayPart, countUse } from './usual-values'
import { dayPartOf } from './time-window'

const MAX_DEVICES = 8
const MAX_PHONES = 4

/** Updates the habits of a sender for one payment, in place. */
export function updateHabits(habits: Habits, input: FeatureInput): void {
  const { occurredAtMs, amountMinor, latitude, longitude } = input
  rememberAmount(habits.recentAmounts, amountMinor)
  habits.largestMinor = Math.max(habits.largestMinor, amountMinor)
  countDayPart(habits.dayParts, dayPartOf(occurredAtMs))
  if (input.country !== null) countUse(habits.countries, hashOf(input.country))
  if (input.city !== null) countUse(habits.cities, hashOf(placeKey(input.city)))
  if (input.ip !== null) countUse(habits.networks, hashOf(networkOf(input.ip)))
  if (input.channel !== null) countUse(habits.channels, hashOf(input.channel))
  if (input.merchantCategory !== null) countUse(habits.categories, hashOf(input.merchantCategory))
  if (input.deviceId !== null) recordUse(habits.devices, hashOf(input.deviceId), occurredAtMs, MAX_DEVICES)
  if (input.phone !== null) recordUse(habits.phones, hashOf(input.phone), occurredAtMs, MAX_PHONES)
  if (latitude !== null && longitude !== null && !(habits.lastPlace[2]! > occurredAtMs))
    habits.lastPlace = [latitude, longitude, occurredAtMs]
}
