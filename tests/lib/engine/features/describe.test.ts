/** Guarantee: every feature value, known or missing, has a text in plain English. */

import { describeContribution, FEATURES, formatFeatureValue } from '@/lib/engine/features'

it.each([
  ['amount', 1234567.891, '1,234,567.89'],
  ['sender_sent_count_1h', 12, '12'],
  ['sender_amount_to_mean', 3.21, '3.21×'],
  ['sender_amount_to_mean', 12345.6, '12,346×'],
  ['sender_hours_since_sent', 3.24, '3.2 h'],
  ['sender_age_days', 12, '12 d'],
  ['country_share', 0.125, '12.5 %'],
  ['km_from_last_place', 6837.4, '6,837 km'],
  ['speed_from_last_place', 912.6, '913 km/h'],
  ['type_transfer', 1, 'yes'],
  ['type_transfer', 0, 'no'],
  ['sender_amount_zscore', -1.5, '-1.50'],
  ['hour_of_day', 7, '07:00 UTC'],
  ['day_of_week', 6, 'Sunday'],
  ['sender_balance_before', NaN, 'not known'],
  ['sender_balance_before', null, 'not known'],
  ['sender_age_days', NaN, 'never seen before'],
  ['metadata.risk', 0.12345678, '0.123457'],
  ['metadata.risk', null, 'not known'],
])('formats %s %p as %s', (name, value, expected) => {
  expect(formatFeatureValue(name, value)).toBe(expected)
})

it('describes the meaning of a value and its effect on the odds', () => {
  expect(describeContribution('sender_amount_zscore', 4.1, Math.log(5))).toBe(
    'far above what this account usually sends (4.10), which multiplies the odds by 5.00',
  )
  expect(describeContribution('type_cash_in', 1, -Math.log(2))).toBe(
    'a cash deposit, which divides the odds by 2.00',
  )
  expect(describeContribution('sender_pass_through', null, 0.01)).toBe(
    'Amount relative to money the sender received, last 24 hours: nothing received in the last 24 hours, which barely changes the score',
  )
})

it('describes high, low and missing values of every feature', () => {
  for (const { name, highFrom, high, low } of FEATURES) {
    expect(describeContribution(name, highFrom, 1)).toContain(high)
    expect(describeContribution(name, highFrom - 1, 1)).toContain(low)
    expect(describeContribution(name, NaN, 1)).not.toMatch(/NaN|undefined/)
  }
})

it('rejects a name that is not in the catalogue', () => {
  expect(() => formatFeatureValue('newbalanceOrig', 1)).toThrow('Unknown feature: newbalanceOrig')
})
