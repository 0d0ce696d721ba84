import { binsIn, type Layout } from './layout'
import { triangularDistance } from './triangular-distance'
import { LEARNING_DAYS, referenceOf } from './usual-range'

/** Bins of one day, or of several. */
export type Profile = Float64Array

const SMALLEST_DISTANCE = 1e-9

/**
 * The logarithm of how far the bins of each day lie from those of its reference, by importance of the features. The logarithm makes the
 * noise of distances even.
 */
export function profileSignal(
  profiles: readonly Profile[],
  layout: Layout,
  weights: readonly number[],
): number[] {
  const totals = new Float64Array(layout.size)
  let [from, to] = [0, 0]
  return profiles.map((profile, day) => {
    // A day of the first reference is compared with the others of it, or it would look closer than later days can.
    const reference = referenceOf(day) ?? { from: 0, to: LEARNING_DAYS }
    for (; to < reference.to; to++) add(totals, profiles[to]!, 1)
    for (; from < reference.from; from++) add(totals, profiles[from]!, -1)
    const usual = day < LEARNING_DAYS ? totals.map((sum, i) => sum - profile[i]!) : totals
    return Math.log(profileDistance(profile, usual, layout, weights))
  })
}

export type Totals = Record<'counts' | 'risk', Profile>

/** The bins of several days together. */
export function totalsOf(days: readonly Totals[]): Totals {
  const size = days[0]?.counts.length ?? 0
  const totals = { counts: new Float64Array(size), risk: new Float64Array(size) }
  for (const { counts, risk } of days) {
    add(totals.counts, counts, 1)
    add(totals.risk, risk, 1)
  }
  return totals
}

function add(totals: Float64Array, profile: Profile, sign: 1 | -1): void {
  for (let i = 0; i < totals.length; i++) totals[i] = Math.max(0, totals[i]! + sign * profile[i]!)
}

const profileDistance = (
  day: Profile,
  usual: Profile,
  { columns }: Layout,
  weights: readonly number[],
): number =>
  columns.reduce(
    (sum, column, i) =>
      sum + (weights[i] ?? 0) * triangularDistance(binsIn(day, column), binsIn(usual, column)),
    SMALLEST_DISTANCE,
  )
