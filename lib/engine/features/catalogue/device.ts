import { firstUse } from '../states/first-use'
import { hashOf } from '../states/hash'
import { totalInWindow, HOUR_MS, WINDOWS } from '../states/time-window'
import type { FeatureDefinition } from './feature-definition'

const family = 'device'

export const DEVICE_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'device_hours_known',
    label: 'Time since the sender first used this device',
    unit: 'hours',
    family,
    formula: 'hours since the sender first used this device, among its last 8 devices; 0 for a new device',
    mayBeMissing: true,
    missing: 'no device in this payment or any earlier one',
    highFrom: 24,
    high: 'a device the sender has used for at least a day',
    low: 'a device the sender has used for less than a day',
    compute: ({ deviceId, occurredAtMs }, { sender }) =>
      deviceId === null ? NaN : hoursKnown(sender.habits.devices, deviceId, occurredAtMs),
  },
  {
    name: 'phone_hours_known',
    label: 'Time since the sender first used this phone number',
    unit: 'hours',
    family,
    formula:
      'hours since the sender first used this phone number, among its last 4 numbers; 0 for a new number',
    mayBeMissing: true,
    missing: 'no phone number in this payment or any earlier one',
    highFrom: 24,
    high: 'a phone number the sender has used for at least a day',
    low: 'a phone number the sender has used for less than a day',
    compute: ({ phone, occurredAtMs }, { sender }) =>
      phone === null ? NaN : hoursKnown(sender.habits.phones, phone, occurredAtMs),
  },
  {
    name: 'device_accounts',
    label: 'Accounts that have paid from the device',
    unit: 'count',
    family,
    formula: 'distinct accounts that have paid from this device, at most 16',
    mayBeMissing: true,
    missing: 'no device',
    highFrom: 3,
    high: 'several accounts have paid from this device',
    low: 'at most two accounts have paid from this device',
    compute: (_input, { device }) => (device === null ? NaN : device.accounts.length),
  },
  {
    name: 'device_count_24h',
    label: 'Payments from the device, last 24 hours',
    unit: 'count',
    family,
    formula: 'number of payments from this device in the last 24 hourly buckets',
    mayBeMissing: true,
    missing: 'no device',
    highFrom: 8,
    high: 'many payments from this device in the last 24 hours',
    low: 'few or no payments from this device in the last 24 hours',
    compute: ({ occurredAtMs }, { device }) =>
      device === null ? NaN : totalInWindow(device.lastDay, 1, WINDOWS.lastDay, occurredAtMs, device),
  },
]

/** NaN for an account without known values: the first device of a new account is not a change of device. */
function hoursKnown(known: readonly number[], text: string, nowMs: number): number {
  if (known.length === 0) return NaN
  const since = firstUse(known, hashOf(text))
  return Number.isNaN(since) ? 0 : Math.max(0, nowMs - since) / HOUR_MS
}
