import { DAY_MS, dayPartOf, HOUR_MS } from '../states/time-window'
import { shareOfPart } from '../states/usual-values'
import type { FeatureDefinition } from './feature-definition'

const NIGHT_ENDS_HOUR = 6
const SATURDAY = 5

/** All times in UTC: the sender's habits capture its time zone. */
export const TIMING_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'hour_of_day',
    label: 'Hour of day',
    unit: 'hour-of-day',
    family: 'timing',
    formula: 'hour of the day in UTC, 0 to 23',
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
    formula: 'day of the week in UTC, Monday is 0',
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
    formula: '1 on Saturday and Sunday (UTC), else 0',
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
    formula: '1 before 06:00 UTC, else 0',
    mayBeMissing: false,
    highFrom: 1,
    high: 'between midnight and 06:00 UTC',
    low: 'between 06:00 and midnight UTC',
    compute: (input) => (hourOfDay(input.occurredAtMs) < NIGHT_ENDS_HOUR ? 1 : 0),
  },
  {
    name: 'sender_hour_share',
    label: "Share of the sender's payments at this time of day",
    unit: 'share',
    family: 'timing',
    formula:
      "share of the sender's remembered payments in the same three-hour part of the day (UTC); recent payments weigh more",
    mayBeMissing: true,
    missing: 'no earlier payment',
    highFrom: 0.05,
    high: 'a usual time of day for this account',
    low: 'a time of day when this account rarely or never pays',
    compute: (input, { sender }) => shareOfPart(sender.habits.dayParts, dayPartOf(input.occurredAtMs)),
  },
]

function hourOfDay(atMs: number): number {
  return modulo(Math.floor(atMs / HOUR_MS), 24)
}

/** Day of the week; Monday is 0. The epoch was a Thursday. */
function dayOfWeek(atMs: number): number {
  return modulo(Math.floor(atMs / DAY_MS) + 3, 7)
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
