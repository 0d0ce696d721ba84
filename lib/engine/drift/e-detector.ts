/**
 * Evidence that the mean of a standardised daily signal has moved, which may be looked at every day.
 *
 * Each day has an e-value: the likelihood ratio of a shift by `shift` standard deviations beyond the tolerance against none,
 * exp(shift (z - tolerance) - shift^2 / 2), averaged over shifts and directions. Under the null hypothesis, that the signal's
 * mean lies within the tolerance of its reference and its noise is sub-Gaussian, its expectation is at most 1 whatever came
 * before. Since the day of a change is unknown, one day's share of the capital starts betting on each day of the horizon:
 * S(t) = (S(t - 1) + 1 / horizon) e(t), and the evidence is S(t) plus the capital that has not started. It is a mixture of test
 * martingales, so by Ville's inequality it ever exceeds 1 / alpha within the horizon with probability at most alpha. Sources: Shin, Ramdas and
 * Rinaldo, E-detectors (arXiv 2203.03532); Howard, Ramdas, McAuliffe and Sekhon, Time-uniform, nonparametric, nonasymptotic
 * confidence sequences (Annals of Statistics 49, 2021).
 */
export interface DetectorSettings {
  /** Days over which the false-alarm probability is spent. */
  horizonDays: number
  /** Standard deviations by which the mean may differ from the reference. */
  tolerance: number
  /** Standard deviations beyond the tolerance that are bet on. */
  shifts: readonly number[]
  /** Bets on values above the reference (1), below it (-1), or on both. */
  directions: readonly (1 | -1)[]
  /** Standardised values are cut here, so that one wild day is no alarm. */
  largest: number
}

/** The evidence after each day. Starts at 1; a day without a value leaves it. */
export function accumulateEvidence(
  values: readonly (number | null)[],
  { horizonDays, tolerance, shifts, directions, largest }: DetectorSettings,
): number[] {
  const share = 1 / horizonDays
  const bets = shifts.flatMap((shift) => directions.map((direction) => ({ shift, direction, capital: 0 })))
  let unstarted = 1
  return values.map((value) => {
    // A day without a value bets nothing. After the horizon the capital is spent: nothing new starts.
    const starts = value === null ? 0 : Math.min(share, unstarted)
    unstarted -= starts
    let started = 0
    for (const bet of bets) {
      const z = value === null ? null : Math.max(-largest, Math.min(largest, value * bet.direction))
      const e = z === null ? 1 : Math.exp(bet.shift * (z - tolerance) - bet.shift ** 2 / 2)
      bet.capital = (bet.capital + starts) * e
      started += bet.capital / bets.length
    }
    return unstarted + started
  })
}
