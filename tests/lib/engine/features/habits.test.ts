/** Guarantee: features of an account's habits follow their formulas, for amounts, times, places and devices. */

import type { FeatureInput } from '@/lib/engine/features'
import { Accounts, DAY_MS, HOUR_MS, MINUTE_MS, START_MS, transaction, valueIn } from './feature-support'

/** Applies the earlier payments, one minute apart, then computes the features of a payment one day later. */
function read(earlier: Partial<FeatureInput>[], now: Partial<FeatureInput>) {
  const accounts = new Accounts()
  earlier.forEach((fields, i) =>
    accounts.score(transaction({ occurredAtMs: START_MS + i * MINUTE_MS, ...fields })),
  )
  const vector = accounts.score(transaction({ occurredAtMs: START_MS + DAY_MS, ...now }))
  return (name: string) => valueIn(vector, name)
}

const repeated = (count: number, fields: Partial<FeatureInput>) => Array.from({ length: count }, () => fields)

describe('amounts', () => {
  it.each([
    [[10_000], 4],
    [[10_000, 30_000], 2],
    [[10_000, 1_000_000, 20_000], 2],
    [[0, 1], 400],
  ])('are compared with the exact median of %p', (amounts, expected) => {
    const value = read(
      amounts.map((amountMinor) => ({ amountMinor })),
      { amountMinor: 40_000 },
    )
    expect(value('sender_amount_to_median')).toBe(expected)
  })

  it('use the median of the last 25 payments and the largest of all', () => {
    const earlier = [...repeated(30, { amountMinor: 100_000 }), ...repeated(25, { amountMinor: 20_000 })]
    const value = read(earlier, { amountMinor: 50_000 })
    expect([value('sender_amount_to_median'), value('sender_amount_to_largest')]).toEqual([2.5, 0.5])
  })

  it('that repeat within the last 24 hours are counted', () => {
    const now = { amountMinor: 500, occurredAtMs: START_MS + 2 * HOUR_MS }
    const amounts = [500, 700, 500, 500].map((amountMinor) => ({ amountMinor }))
    expect(read(amounts, now)('sender_same_amount_24h')).toBe(3)
    const old = [{ amountMinor: 500, occurredAtMs: START_MS - 2 * DAY_MS }, ...amounts]
    expect(read(old, now)('sender_same_amount_24h')).toBe(3)
  })
})

it('compares the payments of a day with the usual number, at least one in thirty days', () => {
  const daily = Array.from({ length: 10 }, (_, i) => ({ occurredAtMs: START_MS - (10 - i) * DAY_MS }))
  const burst = repeated(4, { occurredAtMs: START_MS - 2 * HOUR_MS })
  expect(read([...daily, ...burst], { occurredAtMs: START_MS })('sender_velocity_ratio')).toBe(4)
  expect(read(repeated(3, {}), { occurredAtMs: START_MS })('sender_velocity_ratio')).toBeNaN()
  const dormant = [{ occurredAtMs: START_MS - 90 * DAY_MS }, ...repeated(2, { occurredAtMs: START_MS })]
  expect(read(dormant, { occurredAtMs: START_MS })('sender_velocity_ratio')).toBe(60)
})

describe('usual values', () => {
  it.each([
    ['country_share', 'country'],
    ['city_share', 'city'],
    ['sender_channel_share', 'channel'],
    ['sender_category_share', 'merchantCategory'],
  ] as const)('%s is the share of earlier payments with this %s', (name, field) => {
    const earlier = [...repeated(3, { [field]: 'usual' }), { [field]: 'rare' }, {}]
    const shares = ['usual', 'rare', 'new', null].map((text) => read(earlier, { [field]: text })(name))
    expect(shares).toEqual([0.75, 0.25, 0, NaN])
    expect(read([{}], { [field]: 'usual' })(name)).toBeNaN()
  })

  it('decay, so that a new habit replaces an old one', () => {
    const earlier = [...repeated(60, { country: 'KE' }), ...repeated(60, { country: 'UG' })]
    expect(read(earlier, { country: 'UG' })('country_share')).toBeGreaterThan(0.6)
  })

  it('keep eight values and drop the rarest', () => {
    const nine = Array.from({ length: 9 }, (_, i) => ({ country: `C${i}` }))
    const value = read([...repeated(2, { country: 'C8' }), ...nine], { country: 'C8' })
    expect(value('country_share')).toBeCloseTo(0.3, 6)
  })

  it('count IP addresses of one network together', () => {
    const share = (earlier: string, ip: string) => read([{ ip: earlier }], { ip })('ip_network_share')
    expect([share('10.1.2.3', '10.1.2.9'), share('10.1.2.3', '10.1.3.3')]).toEqual([1, 0])
    expect(share('2001:db8:0042::1', '2001:DB8:42:9::7')).toBe(1)
    expect(share('2001:db8::1', '2001:db8:0:9::7')).toBe(1)
    expect(share('2001:db8::1', '2001:db8:1::1')).toBe(0)
    expect(share('2001:db8:42::1', '2001:db8:43::1')).toBe(0)
  })

  it('count payments per part of the day', () => {
    const at = (hour: number) => ({ occurredAtMs: Date.UTC(2026, 2, 4, hour) })
    const share = (hour: number) => read([at(9), at(10), at(11), at(12)], at(hour))('sender_hour_share')
    expect([share(10), share(13), share(15)]).toEqual([0.75, 0.25, 0])
  })
})

describe('devices and phones', () => {
  it.each([
    ['device_hours_known', 'deviceId'],
    ['phone_hours_known', 'phone'],
  ] as const)('%s counts from the first use by the sender', (name, field) => {
    const earlier = [{ [field]: 'A' }, { [field]: 'A', occurredAtMs: START_MS + HOUR_MS }, { [field]: 'B' }]
    expect(read(earlier, { [field]: 'A' })(name)).toBe(24)
    expect(read(earlier, { [field]: 'C' })(name)).toBe(0)
    expect(read(earlier, { [field]: null })(name)).toBeNaN()
    expect(read([{}], { [field]: 'A' })(name)).toBeNaN()
  })

  it('a late event that is older than the first use extends the time known', () => {
    const earlier = [{ deviceId: 'A' }, { deviceId: 'A', occurredAtMs: START_MS - DAY_MS }]
    expect(read(earlier, { deviceId: 'A' })('device_hours_known')).toBe(48)
  })

  it('count the accounts and payments of a device and detect the receiver on it', () => {
    const from = (senderAccount: string) => ({ senderAccount, deviceId: 'A', occurredAtMs: START_MS })
    const earlier = [from('C5'), from('C6'), from('C5')]
    const now = { deviceId: 'A', receiverAccount: 'C5', occurredAtMs: START_MS + HOUR_MS }
    const value = read(earlier, now)
    expect(['device_accounts', 'device_count_24h', 'receiver_on_same_device'].map(value)).toEqual([2, 3, 1])
    expect(read(earlier, { ...now, receiverAccount: 'C9' })('receiver_on_same_device')).toBe(0)
    expect(read(earlier, { ...now, deviceId: null })('receiver_on_same_device')).toBeNaN()
  })
})

describe('places', () => {
  const nairobi = { latitude: -1.2864, longitude: 36.8172 }
  const london = { latitude: 51.5074, longitude: -0.1278 }

  it('measures the distance from the last place and the required speed', () => {
    const value = read([nairobi], { ...london, occurredAtMs: START_MS + 2 * HOUR_MS })
    expect(value('km_from_last_place')).toBeCloseTo(6837, -2)
    expect(value('speed_from_last_place')).toBeCloseTo(value('km_from_last_place') / 2, 2)
    expect(read([nairobi], nairobi)('km_from_last_place')).toBe(0)
  })

  it('measures the shortest way across the date line, at most half the circumference of the earth', () => {
    const east = { latitude: 0, longitude: 179.5 }
    expect(read([east], { latitude: 0, longitude: -179.5 })('km_from_last_place')).toBeCloseTo(111.2, 1)
    expect(read([east], { latitude: 0, longitude: -0.5 })('km_from_last_place')).toBeCloseTo(20_015.1, 0)
  })

  it('keeps the latest place by time of payment and requires both coordinates', () => {
    const late = { ...london, occurredAtMs: START_MS - DAY_MS }
    expect(read([nairobi, late], nairobi)('km_from_last_place')).toBe(0)
    expect(read([nairobi], { latitude: 1 })('km_from_last_place')).toBeNaN()
    expect(read([{ latitude: 1 }], nairobi)('speed_from_last_place')).toBeNaN()
  })
})

describe('pairs and networks', () => {
  it('counts and dates the payments of the sender to the receiver', () => {
    const earlier = [
      { receiverAccount: 'M1' },
      { receiverAccount: 'M2' },
      { receiverAccount: 'M1', occurredAtMs: START_MS },
    ]
    const known = read(earlier, { receiverAccount: 'M1' })
    expect(['is_new_counterparty', 'pair_times_paid', 'pair_days_since_paid'].map(known)).toEqual([0, 2, 1])
    const unknown = read(earlier, { receiverAccount: 'M3' })
    expect(['is_new_counterparty', 'pair_times_paid', 'pair_days_since_paid'].map(unknown)).toEqual([
      1,
      0,
      NaN,
    ])
  })

  it('counts payments between a pair up to 99', () => {
    expect(read(repeated(120, {}), {})('pair_times_paid')).toBe(99)
  })

  it('counts distinct receivers and senders of the last 24 hours', () => {
    const out = ['M1', 'M2', 'M1'].map((receiverAccount) => ({ receiverAccount }))
    const into = ['C7', 'C8', 'C9', 'C9'].map((senderAccount) => ({ senderAccount, receiverAccount: 'C2' }))
    const old = [{ receiverAccount: 'M0', occurredAtMs: START_MS - DAY_MS }]
    const value = read([...old, ...out, ...into], { occurredAtMs: START_MS + 2 * HOUR_MS })
    expect(['sender_receivers_24h', 'receiver_senders_24h'].map(value)).toEqual([2, 3])
  })

  it('detects a receiver that passes money on or pays it back', () => {
    const earlier = [
      { senderAccount: 'C8', receiverAccount: 'C2', amountMinor: 80_000 },
      { senderAccount: 'C2', receiverAccount: 'C1', amountMinor: 60_000 },
    ]
    const value = read(earlier, { occurredAtMs: START_MS + HOUR_MS })
    expect(['receiver_pass_through', 'receiver_has_paid_sender'].map(value)).toEqual([0.75, 1])
    expect(read([], {})('receiver_has_paid_sender')).toBe(0)
  })
})
