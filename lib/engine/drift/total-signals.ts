import type { Layout } from './layout'
import { profileSignal } from './profile-signals'
import { standardise } from './usual-range'
import type { SignalByKind, SignalName, WatchedDay } from './watch-signals'

/** A signal of all decisions together, in standard deviations. Square roots make the noise of counts even. */
export function totalSignal(
  name: Exclude<SignalName, SignalByKind>,
  days: readonly WatchedDay[],
  layout: Layout,
  weights: readonly number[],
): (number | null)[] {
  const ofCount = (count: (day: WatchedDay) => number) =>
    standardise(
      days.map((day) => Math.sqrt(Math.max(0, count(day)) / day.decisions)),
      0,
    )
  const ofProfile = (profile: (day: WatchedDay) => Float64Array) =>
    standardise(profileSignal(days.map(profile), layout, weights), 0)
  switch (name) {
    case 'alerts':
      return ofCount(({ alerts }) => alerts)
    case 'expected_fraud':
      return ofCount(({ scores }) => scores)
    case 'missed_fraud':
      return ofCount(({ reportedMissed }) => reportedMissed)
    case 'risk_profile':
      return ofProfile(({ risk }) => risk)
    case 'population':
      return ofProfile(({ counts }) => counts)
  }
}
