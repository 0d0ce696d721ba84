import { describeFlip, findSmallestFlips } from '@/lib/engine/explanation'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { outcomeOf } from '@/lib/engine/policy'
import { transaction } from '../../features/feature-support'

const policy = { reviewThreshold: 0.2, blockThreshold: 0.8 }
const decide = (score: number) => outcomeOf(policy, score)
const calibrate = (margin: number) => 1 / (1 + Math.exp(-margin))

type Features = Record<string, number>

/** A model whose margin is a formula over its features; it records the number of rows of each call. */
function modelOf(start: Features, marginOf: (features: Features) => number) {
  const featureNames = Object.keys(start)
  const asked: number[] = []
  const predictMargins = async (rows: Float32Array, n: number) => {
    asked.push(n)
    const rowAt = (r: number) =>
      Object.fromEntries(featureNames.map((name, i) => [name, rows[r * featureNames.length + i]!]))
    return Float64Array.from({ length: n }, (_, r) => marginOf(rowAt(r)))
  }
  return { featureNames, predictMargins, calibrate, asked }
}

function search(start: Features, marginOf: (features: Features) => number, input = transaction()) {
  const model = modelOf(start, marginOf)
  const features = Object.values(start).map(Math.fround)
  const rounded = Object.fromEntries(model.featureNames.map((name, i) => [name, features[i]!]))
  const found = findSmallestFlips(model, decide, { input, features, margin: marginOf(rounded) })
  return { found, model }
}

const spent = (amount: number) => transaction({ amountMinor: amount * 100 })

describe('the smallest flip', () => {
  it('is the nearest amount that changes the outcome, marked if all smaller amounts change it too', async () => {
    const { found } = search({ amount: 5_000 }, ({ amount }) => (amount! > 1_240 ? 0 : -3), spent(5_000))
    const { flips, facts } = await found
    expect(facts).toEqual(['amount'])
    expect(flips).toEqual([
      {
        outcome: 'approve',
        score: calibrate(-3),
        changes: [{ fact: 'amount', from: 500_000, to: expect.any(Number) as number, orBeyond: true }],
      },
    ])
    const { to } = flips[0]!.changes[0]!
    expect(to).toBeLessThanOrEqual(124_000)
    expect(to).toBeGreaterThan(0.9 * 124_000)
    expect(describeFlip(flips[0]!, 'USD')).toMatch(
      /^Would have been approved if the amount had been 1,\d\d\d\.\d\d USD or less\.$/,
    )
  })

  it('is not marked "or less" if a smaller amount does not change the outcome', async () => {
    const inWindow = ({ amount }: Features) => (amount! > 4_000 || amount! < 1_000 ? 0 : -3)
    const { flips } = await search({ amount: 5_000 }, inWindow, spent(5_000)).found
    expect(flips[0]!.changes[0]!.orBeyond).toBe(false)
    expect(describeFlip(flips[0]!, 'USD')).toMatch(/had been 4,000\.00 USD\.$/)
  })

  it('lists every single fact that changes the outcome, smallest change first', async () => {
    const start = { hour_of_day: 2, is_night: 1, is_new_counterparty: 1 }
    const atTwo = transaction({ occurredAtMs: Date.UTC(2026, 4, 1, 2, 30) })
    const marginOf = ({ is_night, is_new_counterparty }: Features) =>
      is_night! + is_new_counterparty! > 1 ? 3 : -3
    const { flips } = await search(start, marginOf, atTwo).found
    expect(flips.map((flip) => describeFlip(flip, 'USD'))).toEqual([
      'Would have been approved if the payment had been made in the hour starting at 23:00 UTC.',
      'Would have been approved if the sender had paid this receiver 3 times, most recently 30 days before.',
    ])
  })

  it('changes two facts only if no single fact changes the outcome', async () => {
    const start = { amount: 5_000, is_new_counterparty: 1 }
    const marginOf = ({ amount, is_new_counterparty }: Features) =>
      amount! > 100 || is_new_counterparty! > 0 ? 0 : -3
    const { flips } = await search(start, marginOf, spent(5_000)).found
    expect(flips).toHaveLength(1)
    expect(flips[0]!.changes.map(({ fact }) => fact)).toEqual(['amount', 'new_counterparty'])
    expect(describeFlip(flips[0]!, 'EUR')).toMatch(
      /^Would have been approved if the amount .* and the sender /,
    )
  })

  it('of a blocked transaction is a change to review', async () => {
    const { flips } = await search({ amount: 5_000 }, ({ amount }) => amount! / 1_000 - 2, spent(5_000)).found
    expect(flips[0]!.outcome).toBe('review')
  })

  it('of an approved transaction is a change to review', async () => {
    const { flips } = await search({ amount: 50 }, ({ amount }) => (amount! >= 700 ? 0 : -3), spent(50)).found
    expect(flips[0]).toMatchObject({ outcome: 'review', changes: [{ fact: 'amount', orBeyond: true }] })
    expect(describeFlip(flips[0]!, 'USD')).toMatch(
      /sent to review if the amount had been 7\d\d\.\d\d USD or more/,
    )
  })

  it('does not exist if no tried change changes the outcome', async () => {
    const { flips, facts, tried } = await search({ amount: 50 }, () => 0, spent(50)).found
    expect(flips).toEqual([])
    expect(facts).toEqual(['amount'])
    expect(tried).toBeGreaterThan(0)
  })
})

describe('the search', () => {
  const everything = Object.fromEntries(FEATURE_NAMES.map((name) => [name, 0.01]))

  it('calls the model once, with at most a thousand rows', async () => {
    const full = transaction({
      amountMinor: 1e15,
      senderBalanceBeforeMinor: 1_000,
      declinedAttempts: 50,
      deviceId: 'D1',
    })
    const { found, model } = search(everything, () => 0, full)
    const { tried, facts } = await found
    expect(facts.length).toBeGreaterThan(8)
    expect(model.asked).toEqual([tried + 1])
    expect(tried).toBeGreaterThan(500)
    expect(tried).toBeLessThan(1_000)
  })

  it('excludes a fact whose effect does not follow from the row', async () => {
    const { found } = search({ amount: 50, sender_amount_zscore: 2 }, () => 0, spent(50))
    expect((await found).facts).toEqual([])
    const known = { amount: 50, sender_amount_zscore: 2, sender_amount_log_spread: 0.5 }
    expect((await search(known, () => 0, spent(50)).found).facts).toEqual(['amount'])
  })

  it('rejects a row whose margin differs from the stored margin', async () => {
    const model = modelOf({ amount: 50 }, () => 1)
    const scored = { input: spent(50), features: [50], margin: 1.1 }
    await expect(findSmallestFlips(model, decide, scored)).rejects.toThrow('not the stored 1.1')
  })
})
