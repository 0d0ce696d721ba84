/** The money that flipped outcomes win and lose, with intervals. Pure. */

/** One flipped transaction: a fraud with this probability, which then changes `won` and `lost` by these amounts. */
export interface UncertainFlip {
  probability: number
  won: number
  lost: number
}

/** Sums over all flipped transactions, the heavy ones included. Amounts in the institution's currency. */
export interface FlipMoments {
  /** What does not depend on fraud: reviews, stopped payments. */
  certainWon: number
  certainLost: number
  /** Sums of probability × amount. */
  expectedWon: number
  expectedLost: number
  /** Sums of p(1 - p) × amount², and of p(1 - p) × won × lost. */
  varianceWon: number
  varianceLost: number
  covariance: number
}

export interface Range {
  expected: number
  low: number
  high: number
}

const DRAWS = 2_000
// Called millions of times: a look-up of the global each time is slow in some contexts.
const { imul } = Math
/** The ends of a 90 % interval. */
const [LOW, HIGH] = [0.05, 0.95]

/**
 * Expectation and 90 % interval of the money won, lost and in balance.
 *
 * Each flipped transaction is a fraud with its calibrated score as probability, independently of the others, so won and
 * lost are sums of scaled Bernoulli variables (a weighted Poisson-binomial). Their expectation is exact. For the
 * interval the rows with the highest variance, `heavy`, are drawn one by one, because one large payment can make the sum
 * far from normal; the many others add a bivariate normal with their exact variances and covariance (Lyapunov's central
 * limit theorem: none of them dominates). The interval says how many of exactly these transactions were fraud. It does
 * not cover a miscalibrated model, frauds that come together, nor that the next days bring other traffic.
 *
 * Draws are reproducible: the same input has the same interval.
 */
export function moneyRanges(
  moments: FlipMoments,
  heavy: readonly UncertainFlip[],
): Record<'won' | 'lost' | 'net', Range> {
  const rest = withoutHeavy(moments, heavy)
  const random = uniforms()
  const won = new Float64Array(DRAWS)
  const lost = new Float64Array(DRAWS)
  const net = new Float64Array(DRAWS)
  for (let draw = 0; draw < DRAWS; draw++) {
    let [w, l] = drawRest(rest, random)
    for (const flip of heavy) {
      if (random() >= flip.probability) continue
      w += flip.won
      l += flip.lost
    }
    won[draw] = w
    lost[draw] = l
    net[draw] = w - l
  }
  const { certainWon, expectedWon, certainLost, expectedLost } = moments
  const [meanWon, meanLost] = [certainWon + expectedWon, certainLost + expectedLost]
  return {
    won: rangeOf(meanWon, won),
    lost: rangeOf(meanLost, lost),
    net: rangeOf(meanWon - meanLost, net),
  }
}

interface Rest {
  won: number
  lost: number
  deviationWon: number
  /** The part of the deviation of `lost` that follows `won`, and the part of its own. */
  sharedLost: number
  ownLost: number
}

function withoutHeavy(moments: FlipMoments, heavy: readonly UncertainFlip[]): Rest {
  let { expectedWon, expectedLost, varianceWon, varianceLost, covariance } = moments
  for (const { probability: p, won, lost } of heavy) {
    const spread = p * (1 - p)
    expectedWon -= p * won
    expectedLost -= p * lost
    varianceWon -= spread * won * won
    varianceLost -= spread * lost * lost
    covariance -= spread * won * lost
  }
  const deviationWon = Math.sqrt(Math.max(0, varianceWon))
  const sharedLost = deviationWon > 0 ? covariance / deviationWon : 0
  return {
    won: moments.certainWon + expectedWon,
    lost: moments.certainLost + expectedLost,
    deviationWon,
    sharedLost,
    ownLost: Math.sqrt(Math.max(0, varianceLost - sharedLost * sharedLost)),
  }
}

/** One draw of the many small ones, by two normal variables (Box and Muller 1958). */
function drawRest(rest: Rest, random: () => number): [won: number, lost: number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  const angle = 2 * Math.PI * random()
  const [first, second] = [radius * Math.cos(angle), radius * Math.sin(angle)]
  return [rest.won + rest.deviationWon * first, rest.lost + rest.sharedLost * first + rest.ownLost * second]
}

function rangeOf(expected: number, draws: Float64Array): Range {
  draws.sort()
  return {
    expected,
    low: draws[Math.floor(LOW * (DRAWS - 1))] as number,
    high: draws[Math.ceil(HIGH * (DRAWS - 1))] as number,
  }
}

/** Uniform numbers in [0, 1), always the same ones: a Weyl sequence through an integer mixer (as in SplitMix, 2014). */
function uniforms(): () => number {
  let state = 1
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}
