import { setImmediate as othersFirst } from 'node:timers/promises'
import { BundleError } from './bundle-error'
import type { Golden } from './golden'
import { expectedMargin, walkMargin } from './predict'
import { probeRows } from './probe-rows'
import type { TreeEnsemble } from './trees'
import type { Model } from './types'

/** Bound of float32 against float64 sums over a few hundred trees. Log-odds. */
const MARGIN_TOLERANCE = 1e-5
const CONTRIBUTION_TOLERANCE = 1e-6
const EXACT_TOLERANCE = 1e-9
/** Bound of rounding between two implementations of a calibration. Probability. */
const SCORE_TOLERANCE = 1e-12
const PROBE_ROWS = 2048
/** A divisor of PROBE_ROWS: requests that wait go first after so many rows. */
const ROWS_PER_TURN = 64

/**
 * Verifies a model before use: its results on the golden rows equal the trainer's, contributions sum to the margin, and
 * ONNX takes the same branches as the trees next to thresholds.
 * @throws BundleError with the file and the row of the first difference.
 */
export async function verifyModel(model: Model, trees: TreeEnsemble, golden: Golden): Promise<void> {
  const width = model.featureNames.length
  checkShape(golden, width)
  compare('manifest.json', 'base value', 0, model.baseValue, expectedMargin(trees), EXACT_TOLERANCE)
  const n = golden.rows.length
  const rows = Float32Array.from(golden.rows.flat(), (value) => value ?? NaN)
  const margins = await model.predictMargins(rows, n)
  const contributions = model.explain(rows, n)
  for (const [r, margin] of golden.margins.entries()) {
    if (r % ROWS_PER_TURN === 0) await othersFirst()
    compare('trees.json', 'golden margin', r, walkMargin(trees, rows, r * width), margin, EXACT_TOLERANCE)
    compare('model.onnx', 'golden margin', r, margins[r]!, margin, MARGIN_TOLERANCE)
    compare(
      'calibration.json',
      'golden score',
      r,
      model.calibrate(margin),
      golden.scores[r]!,
      SCORE_TOLERANCE,
    )
    const row = contributions.subarray(r * width, (r + 1) * width)
    const expected = golden.contributions[r]!
    row.forEach((phi, f) => {
      compare(
        'trees.json',
        `contribution of ${model.featureNames[f]}`,
        r,
        phi,
        expected[f]!,
        CONTRIBUTION_TOLERANCE,
      )
    })
    const sum = row.reduce((total, phi) => total + phi, model.baseValue)
    compare('trees.json', 'base value plus contributions', r, sum, margins[r]!, MARGIN_TOLERANCE)
  }
  await verifyRouting(model, trees)
}

async function verifyRouting(model: Model, trees: TreeEnsemble): Promise<void> {
  const rows = probeRows(trees, PROBE_ROWS)
  const width = trees.featureCount
  for (let first = 0; first < PROBE_ROWS; first += ROWS_PER_TURN) {
    const part = rows.subarray(first * width, (first + ROWS_PER_TURN) * width)
    const margins = await model.predictMargins(part, ROWS_PER_TURN)
    margins.forEach((margin, i) => {
      const expected = walkMargin(trees, part, i * width)
      compare('model.onnx', 'margin beside thresholds', first + i, margin, expected, MARGIN_TOLERANCE)
    })
    await othersFirst()
  }
}

function checkShape(golden: Golden, width: number): void {
  const n = golden.rows.length
  const lengths = [golden.margins.length, golden.contributions.length, golden.scores.length]
  const widths = [...golden.rows, ...golden.contributions].map((row) => row.length)
  if (lengths.some((length) => length !== n) || widths.some((length) => length !== width)) {
    throw new BundleError('golden.json', `its arrays are not ${n} rows of ${width} features`)
  }
}

function compare(
  file: string,
  what: string,
  row: number,
  got: number,
  expected: number,
  tolerance: number,
): void {
  if (Math.abs(got - expected) <= tolerance) return
  throw new BundleError(file, `${what} of row ${row} is ${got}, expected ${expected} within ${tolerance}`)
}
