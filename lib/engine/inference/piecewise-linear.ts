/**
 * The piecewise linear function through the points (xs[i], ys[i]), extrapolated with the slopes of its first and last
 * piece. Both arrays are strictly increasing and of the same length, at least 2.
 */
export function piecewiseLinear(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const knotX = Float64Array.from(xs)
  const knotY = Float64Array.from(ys)
  const last = knotX.length - 2
  const slopes = Float64Array.from(
    { length: last + 1 },
    (_, i) => (knotY[i + 1]! - knotY[i]!) / (knotX[i + 1]! - knotX[i]!),
  )
  return (x) => {
    const piece = pieceOf(knotX, last, x)
    const y = knotY[piece]! + (x - knotX[piece]!) * slopes[piece]!
    // Rounding can lift the end of a piece above the start of the next piece; the minimum keeps the function monotone.
    return piece < last ? Math.min(y, knotY[piece + 1]!) : y
  }
}

/** Index of the last piece that begins at or before x; 0 for x before the first point. */
function pieceOf(knotX: Float64Array, last: number, x: number): number {
  let low = 0
  let high = last
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (knotX[middle]! <= x) low = middle
    else high = middle - 1
  }
  return low
}
