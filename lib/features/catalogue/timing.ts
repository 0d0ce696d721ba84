import { DAY_MS, HOUR_MS } from '../states/time-window'
import type { FeatureDefinition } from './feature-definition'

const NIGHT_ENDS_HOUR = 6
const SATURDAY = 5

/** All in UTC. */
export const TIMING_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'hour_of_day',
    label: 'Hour of day',
    unit: 'hour-of-day',
    family: 'timing',
    mayBeMissing: false,
    highFrom: 18,
    high: 'in the evening',
    low: 'before the evening',
    compute: (input) => hourOfDay(input.occurredAtMs),
  },
  {
    name: 'day_of_week',
    label: 'Day of week',
    unit: 'day-of-week',
    family: 'timing',
    mayBeMissing: false,
    highFrom: SATURDAY,
    high: 'at the weekend',
    low: 'on a weekday',
    compute: (input) => dayOfWeek(input.occurredAtMs),
  },
  {
    name: 'is_weekend',
    label: 'At the weekend',
    unit: 'flag',
    family: 'timing',
    mayBeMissing: false,
    highFrom: 1,
    high: 'at the weekend',
    low: 'on a weekday',
    compute: (input) => (dayOfWeek(input.occurredAtMs) >= SATURDAY ? 1 : 0),
  },
  {
    name: 'is_night',
    label: 'At night',
    unit: 'flag',
    family: 'timing',
    mayBeMissing: false,
    highFrom: 1,
    high: 'between midnight and six in the morning',
    low: 'outside the night hours',
    compute: (input) => (hourOfDay(input.occurredAtMs) < NIGHT_ENDS_HOUR ? 1 : 0),
  },
]

function hourOfDay(atMs: number): number {
  return modulo(Math.floor(atMs / HOUR_MS), 24)
}

/** Monday is 0. The epoch was a Thursday. */
function dayOfWeek(atMs: number): number {
  return modulo(Math.floor(atMs / DAY_MS) + 3, 7)
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
