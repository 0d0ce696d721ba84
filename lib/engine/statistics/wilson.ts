/** Quantile of the standard normal distribution for a two-sided 95 % interval. */
const Z = 1.959963984540054

/**
 * The score interval of a share (Wilson, JASA 22, 1927): unlike the textbook interval it stays within 0..1 and holds for few
 * observations and for shares near 0 and 1. 95 %.
 * @param of observations; an effective number of them may have a fraction
 * @returns the share with its bounds; null for a share of nothing
 */
export function wilson(hits: number, of: number): { value: number; low: number; high: number } | null {
  if (of === 0) return null
  const share = hits / of
  const spread = Z ** 2 / of
  const centre = (share + spread / 2) / (1 + spread)
  const half = (Z * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))) / (1 + spread)
  // Rounding must not push a bound past the share itself.
  return {
    value: share,
    low: Math.min(share, Math.max(0, centre - half)),
    high: Math.max(share, Math.min(1, centre + half)),
  }
}
