import type { LeafPath } from './leaf-paths'

/**
 * Exact Shapley values of one leaf, for each subset of its features that a row can satisfy.
 *
 * A leaf with k features is the game v(S) = value * prod(i in S) o_i * prod(i not in S) z_i, where o_i is 1 when the
 * row satisfies feature i, and z_i is the cover share of its splits (Lundberg et al. 2020, algorithm 2, per leaf).
 * With A(m) = value * sum_s e_s(m) s!(k-s-1)!/k! over the satisfied set m, where e_s(m) is the coefficient of y^s in
 * prod(i in m)(y + z_i), and Z(m) = prod(i not in m) z_i:
 *   phi_i = (1 - z_i) Z(m) A(m without i) for a satisfied i, and -Z(m) A(m) otherwise.
 *
 * Returns [2^k x k], log-odds; in row m, bit i of m is set if feature i is satisfied. No division: shares may be 0.
 */
export function leafContributions({ value, shares }: Pick<LeafPath, 'value' | 'shares'>): Float64Array {
  const k = shares.length
  const masks = 1 << k
  const weighted = weightedSums(shares, value)
  const out = new Float64Array(masks * k)
  for (let mask = 0; mask < masks; mask++) {
    let absent = 1
    for (let i = 0; i < k; i++) if (!(mask & (1 << i))) absent *= shares[i]!
    for (let i = 0; i < k; i++) {
      const satisfied = mask & (1 << i)
      out[mask * k + i] = satisfied
        ? (1 - shares[i]!) * absent * weighted[mask ^ satisfied]!
        : -absent * weighted[mask]!
    }
  }
  return out
}

/** A(m) for each mask m except the full one, which no formula uses. */
function weightedSums(shares: number[], value: number): Float64Array {
  const k = shares.length
  const weights = shapleyWeights(k)
  const sums = new Float64Array(1 << k)
  const polynomials = new Float64Array((1 << k) * (k + 1))
  polynomials[0] = 1
  for (let mask = 0; mask < sums.length; mask++) {
    const at = mask * (k + 1)
    if (mask > 0)
      multiplyByFactor(polynomials, (mask & (mask - 1)) * (k + 1), at, k, shares[lowestBit(mask)]!)
    let sum = 0
    for (let s = 0; s < k; s++) sum += polynomials[at + s]! * weights[s]!
    sums[mask] = sum * value
  }
  return sums
}

/** Multiplies the polynomial at `from` by (y + z) and writes it to `to`; coefficients in ascending order. */
function multiplyByFactor(
  coefficients: Float64Array,
  from: number,
  to: number,
  degree: number,
  z: number,
): void {
  coefficients[to] = coefficients[from]! * z
  for (let s = 1; s <= degree; s++)
    coefficients[to + s] = coefficients[from + s]! * z + coefficients[from + s - 1]!
}

/** s! (k-s-1)! / k! for s = 0..k-1. */
function shapleyWeights(k: number): Float64Array {
  const weights = new Float64Array(k)
  if (k > 0) weights[0] = 1 / k
  for (let s = 1; s < k; s++) weights[s] = (weights[s - 1]! * s) / (k - s)
  return weights
}

function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask)
}
