import type { DayCount, Posture, TypeRow } from './schema'

/** With fewer days than a week, a weekend would look like a wave. */
const LEAST_DAYS = 7
/** Standard deviations beyond which a count is raised, and high: about 1 in 44 and 1 in 740 by chance. */
const RAISED = 2
const HIGH = 3

/**
 * Compares the number of alerts with the number expected from the institution's last thirty days.
 *
 * Alerts are counted as a quasi-Poisson variable: the baseline's share of alerts times as many transactions is
 * expected, and the variance is that times the dispersion of the baseline's days (McCullagh and Nelder 1989, 4.5),
 * never below a Poisson's, plus that of the baseline's own mean.
 *
 * @param now - Transactions and alerts of the period.
 * @param days - The same for each day before it, without days that have no transactions.
 * @param types - The period by type, for the leading type.
 */
export function ratePosture(now: DayCount, days: readonly DayCount[], types: readonly TypeRow[]): Posture {
  const leading_type = leadingType(types)
  const before = { transactions: total(days, 'transactions'), flagged: total(days, 'flagged') }
  if (days.length < LEAST_DAYS || before.flagged === 0 || now.transactions === 0) {
    return { level: 'unrated', flagged_expected: null, usual_from: null, usual_to: null, leading_type }
  }
  const share = before.flagged / before.transactions
  const expected = share * now.transactions
  const chiSquare = days.reduce((sum, day) => {
    const expectedOfDay = share * day.transactions
    return sum + (day.flagged - expectedOfDay) ** 2 / expectedOfDay
  }, 0)
  const dispersion = Math.max(1, chiSquare / (days.length - 1))
  const deviation = Math.sqrt(dispersion * (expected + expected ** 2 / before.flagged))
  const z = (now.flagged - expected) / deviation
  return {
    level: z > HIGH ? 'high' : z > RAISED ? 'raised' : z < -RAISED ? 'low' : 'usual',
    flagged_expected: expected,
    usual_from: Math.max(0, expected - RAISED * deviation),
    usual_to: expected + RAISED * deviation,
    leading_type,
  }
}

/** The type with the greatest expected loss of its flagged transactions; null where none is flagged. */
export function leadingType(types: readonly TypeRow[]): string | null {
  const flagged = types.filter((row) => row.flagged > 0)
  return (
    flagged.toSorted((a, b) => b.expected_loss - a.expected_loss || b.flagged - a.flagged)[0]?.type ?? null
  )
}

const total = (days: readonly DayCount[], key: keyof DayCount): number =>
  days.reduce((sum, day) => sum + day[key], 0)
