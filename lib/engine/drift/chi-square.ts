/** Quantile of the standard normal distribution (Acklam's rational approximation, relative error below 1.2e-9). */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError('a share lies between 0 and 1')
  if (share < TAIL) return tail(Math.sqrt(-2 * Math.log(share)))
  if (share > 1 - TAIL) return -tail(Math.sqrt(-2 * Math.log(1 - share)))
  const q = share - 0.5
  const r = q * q
  return (q * polynomial(A, r)) / polynomial(B, r)
}

/** Quantile of the chi-square distribution (Wilson and Hilferty, 1931): within 1 % from three degrees of freedom on. */
export function chiSquareQuantile(share: number, degrees: number): number {
  const spread = 2 / (9 * degrees)
  return degrees * Math.max(0, 1 - spread + normalQuantile(share) * Math.sqrt(spread)) ** 3
}

const TAIL = 0.02425
const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
]
const B = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
]
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]

const tail = (q: number): number => polynomial(C, q) / polynomial(D, q)
const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
