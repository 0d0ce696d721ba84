/** Guarantee: the world looks like life, within stated ranges: how much fraud, of which kinds, what is missing, when. */

import { TYPOLOGIES, type SimulatedEvent } from '@/lib/engine/simulation'
import { DAY_MS, eventsOf, median, missingShare, shareOf, SMALL, START_MS } from './world-support'

const CUSTOMERS = 5_000
const DAYS = 56

let events: SimulatedEvent[]
let frauds: SimulatedEvent[]
let honest: SimulatedEvent[]
beforeAll(() => {
  events = eventsOf({ seed: 11, startMs: START_MS, days: DAYS, customers: CUSTOMERS })
  frauds = events.filter(({ truth }) => truth.isFraud)
  honest = events.filter(({ truth }) => !truth.isFraud)
})

const between = (value: number, low: number, high: number) => {
  expect(value).toBeGreaterThan(low)
  expect(value).toBeLessThan(high)
}

it('one customer pays about 22 times a month', () => {
  between(events.length / CUSTOMERS / DAYS, 0.65, 0.9)
})

it('fraud is rare and has many kinds', () => {
  between(frauds.length / events.length, 0.005, 0.008)
  const seen = TYPOLOGIES.filter((name) => name !== 'qr_code_scam')
  for (const name of seen) {
    between(
      shareOf(frauds, ({ truth }) => truth.typology === name),
      0.025,
      0.2,
    )
  }
  expect(frauds.filter(({ truth }) => truth.typology === 'qr_code_scam')).toEqual([])
})

it.each([
  ['deviceId', 0.18, 0.35],
  ['senderBalanceBeforeMinor', 0.25, 0.45],
  ['receiverBalanceBeforeMinor', 0.75, 0.95],
  ['receiverAccount', 0.03, 0.1],
  ['country', 0.2, 0.45],
  ['latitude', 0.35, 0.6],
  ['merchantCategory', 0.25, 0.5],
  ['declinedAttempts', 0.1, 0.35],
] as const)('%s is missing in a share between %d and %d', (field, low, high) => {
  between(missingShare(events, field), low, high)
})

it('labels arrive late, a few never arrive, a few are wrong', () => {
  const reported = frauds.filter(({ label }) => label.isFraud)
  const delays = reported.map(({ label, transaction }) => label.arrivesAtMs! - transaction.occurredAtMs)
  between(median(delays) / DAY_MS, 5, 9)
  expect(Math.min(...delays)).toBeGreaterThan(0)
  between(1 - reported.length / frauds.length, 0.04, 0.09)
  expect(frauds.every(({ label }) => label.isFraud === (label.arrivesAtMs !== null))).toBe(true)

  const disputed = honest.filter(({ label }) => label.isFraud)
  between(disputed.length / reported.length, 0.003, 0.02)
  between(
    shareOf(honest, ({ label }) => !label.isFraud && label.arrivesAtMs !== null),
    0.008,
    0.012,
  )
})

describe('rhythm', () => {
  const hourInNewYork = (atMs: number) => (new Date(atMs).getUTCHours() + 24 - 5) % 24
  const isByPerson = ({ transaction }: SimulatedEvent) => transaction.channel !== 'batch'

  it('most payments happen by day, few at night', () => {
    const local = honest
      .filter((event) => isByPerson(event) && event.transaction.city === 'New York, NY')
      .map(({ transaction }) => hourInNewYork(transaction.occurredAtMs))
    expect(local.length).toBeGreaterThan(1_000)
    between(
      shareOf(local, (hour) => hour < 5),
      0.01,
      0.08,
    )
    expect(shareOf(local, (hour) => hour >= 16 && hour < 20)).toBeGreaterThan(0.2)
  })

  it('Fridays are busier than Sundays', () => {
    const on = (weekday: number) =>
      honest.filter(
        (event) => isByPerson(event) && new Date(event.transaction.occurredAtMs).getUTCDay() === weekday,
      ).length
    between(on(0) / on(5), 0.5, 0.75)
  })
})

it('fraud overlaps with legitimate payments: no single feature separates them', () => {
  const isTransfer = ({ transaction }: SimulatedEvent) => transaction.type === 'TRANSFER'
  const empties = ({ transaction }: SimulatedEvent) =>
    transaction.amountMinor === transaction.senderBalanceBeforeMinor
  // Most payments that empty an account are honest, and most frauds empty none.
  expect(honest.filter(empties).length).toBeGreaterThan(frauds.filter(empties).length)
  expect(shareOf(frauds.filter(isTransfer), empties)).toBeLessThan(0.15)
  // Many honest payments are as large as the typical fraud.
  const typical = median(frauds.map(({ transaction }) => transaction.amountMinor))
  expect(shareOf(honest, ({ transaction }) => transaction.amountMinor >= typical)).toBeGreaterThan(0.1)
})

it('receivers of fraud repeat', () => {
  const receivers = new Map<string, number>()
  for (const { transaction } of frauds) {
    const { receiverAccount } = transaction
    if (receiverAccount !== null) receivers.set(receiverAccount, (receivers.get(receiverAccount) ?? 0) + 1)
  }
  const repeated = frauds.filter(
    ({ transaction }) => (receivers.get(transaction.receiverAccount ?? '') ?? 0) > 2,
  )
  expect(repeated.length / frauds.length).toBeGreaterThan(0.4)
})

it('a small simulation has the densities of a large one', () => {
  const small = eventsOf(SMALL)
  between(small.length, 17_000, 24_000)
  between(
    shareOf(small, ({ truth }) => truth.isFraud),
    0.0035,
    0.0105,
  )
  for (const field of ['deviceId', 'senderBalanceBeforeMinor', 'country', 'latitude'] as const) {
    expect(Math.abs(missingShare(small, field) - missingShare(events, field))).toBeLessThan(0.06)
  }
})
