/**
 * Evidence about the mean of paired differences, valid at any time: it may be looked at after every observation, for as long
 * as one likes. An observation is 1, 0 or -1, such as "the canary blocks" minus "the champion blocks".
 *
 * Testing by betting (Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86(1),
 * 2024, section 4): a gambler who bets the fraction l of the capital that the mean is above m has the capital
 * K = product of (1 + l (x - m)). If no observation's mean, given the past, is above m, K is a supermartingale that starts at 1,
 * so by Ville's inequality it ever reaches 1/alpha with a probability of at most alpha. Neither independence nor a fixed number of
 * observations is assumed. The average over a fixed grid of fractions is such a capital, too, and for three possible values
 * it depends on the counts only: any process can compute it at any time, in any order of the observations.
 */
export interface ShiftCounts {
  /** Observations. */
  pairs: number
  /** Of these with the difference 1. */
  more: number
  /** Of these with the difference -1. */
  less: number
}

/** Fractions of the largest bet that cannot lose everything: large shifts grow by the first, small ones by the last. */
const FRACTIONS = Array.from({ length: 12 }, (_, k) => 0.99 * 2 ** -k)

/**
 * The logarithm of the capital against the hypothesis that the mean is at most `tolerance`.
 * @param tolerance within (-1, 1)
 */
export function logEvidence({ pairs, more, less }: ShiftCounts, tolerance: number): number {
  const same = pairs - more - less
  const logs = FRACTIONS.map((fraction) => {
    const bet = fraction / (1 + tolerance)
    return (
      more * Math.log1p(bet * (1 - tolerance)) +
      less * Math.log1p(-bet * (1 + tolerance)) +
      same * Math.log1p(-bet * tolerance)
    )
  })
  const greatest = Math.max(...logs)
  const sum = logs.reduce((total, log) => total + Math.exp(log - greatest), 0)
  return greatest + Math.log(sum / logs.length)
}

/** The counts of the same differences with the other sign. */
export const mirrored = ({ pairs, more, less }: ShiftCounts): ShiftCounts => ({
  pairs,
  more: less,
  less: more,
})

const STEPS = 40

/** The smallest tolerance that the evidence does not refute at this level. The evidence falls with the tolerance. */
function lowerBound(counts: ShiftCounts, alpha: number): number {
  let [low, high] = [-1, 1]
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (logEvidence(counts, middle) >= -Math.log(alpha)) low = middle
    else high = middle
  }
  return low
}

/**
 * Confidence sequence of the mean difference: at all times together it holds the mean with a probability of at least 1 - alpha.
 * @returns the observed mean with its bounds; null without an observation
 */
export function shiftInterval(
  counts: ShiftCounts,
  alpha: number,
): { mean: number; low: number; high: number } | null {
  if (counts.pairs === 0) return null
  return {
    mean: (counts.more - counts.less) / counts.pairs,
    low: lowerBound(counts, alpha / 2),
    high: -lowerBound(mirrored(counts), alpha / 2),
  }
}
