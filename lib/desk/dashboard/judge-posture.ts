import type { DayCount, Posture } from './schema'

/** Fewer days than a week would take a weekend for a wave. */
const LEAST_DAYS = 7
/** Standard deviations beyond which a count is raised, and high: about 1 in 44 and 1 in 740 by chance. */
const RAISED = 2
const HIGH = 3

/**
 * How the number of alerts compares with what the institution's own last thirty days let expect.
 *
 * Alerts are counted as a quasi-Poisson variable: the baseline's share of alerts times as many transactions is
 * expected, and the variance is that times the dispersion of the baseline's days (McCullagh and Nelder 1989, 4.5),
 * never below a Poisson's, plus that of the baseline's own mean.
 *
 * @param now - Transactions and alerts of the period.
 * @param days - The same for each day before it, days without transactions left out.
 */
export function judgePosture(now: DayCount, days: readonly DayCount[]): Posture {
  const unrated = {
    level: 'unrated',
    flagged: now.flagged,
    expected: null,
    usual: null,
    baselineDays: days.length,
  } as const
  const before = { transactions: total(days, 'transactions'), flagged: total(days, 'flagged') }
  if (days.length < LEAST_DAYS || before.flagged === 0 || now.transactions === 0) return unrated
  const share = before.flagged / before.transactions
  const expected = share * now.transactions
  const chiSquare = days.reduce((sum, day) => {
    const awaited = share * day.transactions
    return sum + (day.flagged - awaited) ** 2 / awaited
  }, 0)
  const dispersion = Math.max(1, chiSquare / (days.length - 1))
  const deviation = Math.sqrt(dispersion * (expected + expected ** 2 / before.flagged))
  const z = (now.flagged - expected) / deviation
  return {
    ...unrated,
    level: z > HIGH ? 'high' : z > RAISED ? 'raised' : z < -RAISED ? 'low' : 'usual',
    expected,
    usual: { low: Math.max(0, expected - RAISED * deviation), high: expected + RAISED * deviation },
  }
}

const total = (days: readonly DayCount[], key: keyof DayCount): number =>
  days.reduce((sum, day) => sum + day[key], 0)
