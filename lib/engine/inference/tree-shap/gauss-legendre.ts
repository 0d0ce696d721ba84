/** Points in (0, 1) and weights: the weighted sum of a polynomial's values is its integral over 0..1. */
export interface Quadrature {
  points: Float64Array
  weights: Float64Array
}

/**
 * Gauss-Legendre quadrature that is exact for polynomials of degree k - 1. The points are the roots of a Legendre
 * polynomial, found by Newton's method from Tricomi's approximation.
 */
export function gaussLegendre(k: number): Quadrature {
  const n = Math.ceil(k / 2)
  const points = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 0
    for (let step = 0; step < 20; step++) {
      const legendre = legendreAt(n, x)
      slope = legendre.slope
      const by = legendre.value / slope
      x -= by
      if (Math.abs(by) < 1e-16) break
    }
    points[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { points, weights }
}

function legendreAt(n: number, x: number): { value: number; slope: number } {
  let [before, value] = [1, x]
  for (let j = 2; j <= n; j++) [before, value] = [value, ((2 * j - 1) * x * value - (j - 1) * before) / j]
  return { value, slope: (n * (before - x * value)) / (1 - x * x) }
}
