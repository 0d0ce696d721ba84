import type { Outcome } from '@/lib/engine/policy'
import { addAmounts } from '@/lib/platform/money'
import type { Estimate, ImpactWindow } from '../schema'
import { certainCost, type OutcomeCosts } from './flip-money'
import { type FlipMoments, moneyRanges, type Range } from './money-interval'
import type { PeriodWindow } from './period'
import type { Flips, Group } from './read-flips'

/**
 * The figures of one window: the sums of all groups that lie within it. Pure.
 * @param digits decimal places of the institution's currency
 */
export function summarizeWindow(
  { days, from, coveredDays, transactions }: PeriodWindow,
  flips: Flips,
  costs: OutcomeCosts,
  digits: number,
): Omit<ImpactWindow, 'labels'> {
  const groups = flips.groups.filter(({ span }) => span <= days)
  const flipped = groups.filter(({ was, will }) => was !== will)
  const alerts = sides(groups, (of) => countOf(of, (outcome) => outcome !== 'approve'))
  const money = moneyRanges(
    momentsOf(flipped, costs),
    flips.heavy.filter(({ span }) => span <= days),
  )
  return {
    days,
    from: from.toISOString(),
    covered_days: coveredDays,
    transactions,
    alerts,
    alerts_per_day: { before: alerts.before / coveredDays, after: alerts.after / coveredDays },
    blocked: sides(groups, (of) => ({
      transactions: countOf(of, (outcome) => outcome === 'block'),
      amount: addAmounts(
        of.filter(({ outcome }) => outcome === 'block').map(({ amount }) => amount),
        digits,
      ),
    })),
    flipped: flipped.reduce((sum, group) => sum + group.transactions, 0),
    flips: mergeFlips(flipped, digits),
    money: {
      won: asMoney(money.won, digits),
      lost: asMoney(money.lost, digits),
      net: asMoney(money.net, digits),
    },
  }
}

interface Counted {
  outcome: Outcome
  transactions: number
  amount: string
}

/** A figure of the groups by their outcome before, and by that after. */
const sides = <T>(groups: readonly Group[], figure: (of: Counted[]) => T): { before: T; after: T } => ({
  before: figure(groups.map(({ was, transactions, amount }) => ({ outcome: was, transactions, amount }))),
  after: figure(groups.map(({ will, transactions, amount }) => ({ outcome: will, transactions, amount }))),
})

const countOf = (of: readonly Counted[], counts: (outcome: Outcome) => boolean): number =>
  of.reduce((sum, { outcome, transactions }) => (counts(outcome) ? sum + transactions : sum), 0)

/** One entry per pair of outcomes, the largest number of transactions first. */
export function mergeFlips(
  flipped: readonly Pick<Group, 'was' | 'will' | 'transactions' | 'amount'>[],
  digits: number,
): ImpactWindow['flips'] {
  const pairs = new Map<string, ImpactWindow['flips'][number]>()
  for (const { was, will, transactions, amount } of flipped) {
    const known = pairs.get(`${was} ${will}`)
    pairs.set(`${was} ${will}`, {
      from: was,
      to: will,
      transactions: transactions + (known?.transactions ?? 0),
      amount: addAmounts([amount, known?.amount ?? '0'], digits),
    })
  }
  return [...pairs.values()].toSorted((a, b) => b.transactions - a.transactions)
}

function momentsOf(flipped: readonly Group[], costs: OutcomeCosts): FlipMoments {
  // Both outcomes may need a review: what they share is neither won nor lost.
  const savedOf = ({ was, will }: Group) => certainCost(was, costs) - certainCost(will, costs)
  const sum = (figure: (group: Group) => number) => flipped.reduce((total, group) => total + figure(group), 0)
  return {
    certainWon: sum((group) => group.transactions * Math.max(0, savedOf(group))),
    certainLost: sum((group) => group.transactions * Math.max(0, -savedOf(group))),
    expectedWon: sum((group) => group.expectedWon),
    expectedLost: sum((group) => group.expectedLost),
    varianceWon: sum((group) => group.varianceWon),
    varianceLost: sum((group) => group.varianceLost),
    covariance: sum((group) => group.covariance),
  }
}

function asMoney({ expected, low, high }: Range, digits: number): Estimate {
  const text = (value: number) => value.toFixed(digits).replace(/^-(0(\.0*)?)$/, '$1')
  return { expected: text(expected), low: text(low), high: text(high) }
}
