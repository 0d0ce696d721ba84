import type { Calibration } from '../calibration'
import { ModelImportError } from './import-error'

const MAX_STEPS = 100
/** Share of the loss; a smaller gain ends the search. */
const SMALLEST_GAIN = 1e-12
const SMALLEST_STEP = 1e-10

/** Margins (log-odds / slope of the library) with their labels; 1 is fraud. */
export interface LabelledMargins {
  margins: Float64Array
  labels: Uint8Array
}

interface Line {
  slope: number
  intercept: number
}

/** Margins with Platt's (1999) targets, which keep the slope finite where the classes do not overlap. */
interface Targets {
  margins: Float64Array
  targets: Float64Array
}

/**
 * Platt scaling: probability = 1 / (1 + e^-(slope * margin + intercept)), by maximum likelihood. Newton's method with halved
 * steps (Lin, Lin and Weng 2007).
 * @param start slope to begin with
 * @throws ModelImportError when higher margins do not mean more fraud: such a line would reverse the order
 */
export function fitLogistic({ margins, labels }: LabelledMargins, start: number) {
  const frauds = labels.reduce((sum, label) => sum + label, 0)
  const genuine = labels.length - frauds
  const targets = Float64Array.from(labels, (label) =>
    label ? (frauds + 1) / (frauds + 2) : 1 / (genuine + 2),
  )
  const data = { margins, targets }
  let line: Line | null = { slope: start, intercept: Math.log((frauds + 1) / (genuine + 1)) }
  let found = line
  for (let step = 0; line && step < MAX_STEPS; step++) {
    found = line
    line = improve(data, line)
  }
  if (found.slope > 0) return { kind: 'logistic', ...found } satisfies Calibration
  throw new ModelImportError(
    `the calibration slope is ${found.slope.toPrecision(3)}: higher margins do not mean more fraud in your history`,
  )
}

/** A Newton step, halved until it lowers the loss; null where none does by enough. */
function improve(data: Targets, line: Line): Line | null {
  const loss = lossOf(data, line)
  const toward = newtonStep(data, line)
  for (let share = 1; share > SMALLEST_STEP; share /= 2) {
    const next = {
      slope: line.slope - share * toward.slope,
      intercept: line.intercept - share * toward.intercept,
    }
    if (loss - lossOf(data, next) > SMALLEST_GAIN * loss) return next
  }
  return null
}

function lossOf({ margins, targets }: Targets, { slope, intercept }: Line): number {
  return margins.reduce((sum, margin, i) => {
    const logit = slope * margin + intercept
    return sum + softplus(-logit) + (1 - targets[i]!) * logit
  }, 0)
}

function newtonStep({ margins, targets }: Targets, { slope, intercept }: Line): Line {
  // The tiny addition keeps the matrix invertible where all margins are equal.
  const sums = { g1: 0, g0: 0, h11: 1e-12, h10: 0, h00: 1e-12 }
  margins.forEach((margin, i) => {
    const probability = 1 / (1 + Math.exp(-(slope * margin + intercept)))
    const error = probability - targets[i]!
    const weight = probability * (1 - probability)
    sums.g1 += error * margin
    sums.g0 += error
    sums.h11 += weight * margin * margin
    sums.h10 += weight * margin
    sums.h00 += weight
  })
  const { g1, g0, h11, h10, h00 } = sums
  const determinant = h11 * h00 - h10 * h10
  return { slope: (h00 * g1 - h10 * g0) / determinant, intercept: (h11 * g0 - h10 * g1) / determinant }
}

/** ln(1 + e^x) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
