const TAIL = 300
const TAIL_FROM = 1e-6
const TAIL_TO = 5e-3

/**
 * The thresholds that own traffic is counted at, ascending: those of ml/training/curves.py. Even steps for the eye, and a
 * logarithmic tail because most scores of a rare event lie far below the first step.
 * Stored counts (`tuner_days`, `tuner_snapshots`) follow this list: a change needs a migration that empties both tables.
 */
export const TUNER_THRESHOLDS: readonly number[] = thresholds()

function thresholds(): number[] {
  const tail = Array.from({ length: TAIL }, (_, i) => TAIL_FROM * (TAIL_TO / TAIL_FROM) ** (i / (TAIL - 1)))
  const steps = Array.from({ length: 995 }, (_, i) => (i + 5) / 1000)
  const rounded = [...tail, ...steps].map((value) => Math.round(value * 1e9) / 1e9)
  return [...new Set(rounded)].sort((a, b) => a - b)
}

/** The place of the highest threshold that is at most `threshold`; 0 below all of them. `thresholds` ascend. */
export function placeUpTo(thresholds: readonly number[], threshold: number): number {
  let [low, high] = [0, thresholds.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((thresholds[middle] as number) <= threshold) low = middle
    else high = middle
  }
  return low
}

/** The place of the threshold that is nearest on a logarithmic scale. */
export function nearestPlace(thresholds: readonly number[], threshold: number): number {
  const below = placeUpTo(thresholds, threshold)
  const above = Math.min(below + 1, thresholds.length - 1)
  const distance = (place: number) => Math.abs(Math.log((thresholds[place] as number) / threshold))
  return distance(above) < distance(below) ? above : below
}
