import type { Fact } from './fact'
import { fromInput, type Recompute } from './scored-row'
import { HOUR_MS } from '@/lib/platform/time'

const DAY_HOURS = 24
/** The sender's habits are counted in eight parts of the day. */
const PART_HOURS = 3
const HOURS = Array.from({ length: DAY_HOURS }, (_, hour) => hour)

const hourOf = (atMs: number): number => {
  const hours = Math.floor(atMs / HOUR_MS)
  return ((hours % DAY_HOURS) + DAY_HOURS) % DAY_HOURS
}

/** Distance on the clock: 23:00 and 01:00 are two hours apart. */
const hoursBetween = (one: number, other: number): number => {
  const apart = Math.abs(one - other)
  return Math.min(apart, DAY_HOURS - apart)
}

/** The share of the same part of the day is known; the row holds no share of the other parts. */
const hourShare: Recompute = ({ row, from, to }) => {
  const share = row.features.get('sender_hour_share') ?? NaN
  const samePart = Math.floor(from / PART_HOURS) === Math.floor(to / PART_HOURS)
  return Number.isNaN(share) || samePart ? share : null
}

/** Assumes that all earlier events shift by the same time, so the ages and windows of the history stay fixed. */
export const HOUR: Fact = {
  label: 'Hour of day',
  unit: 'hour',
  read: ({ input }) => hourOf(input.occurredAtMs),
  alternatives: (from) =>
    HOURS.filter((hour) => hour !== from).sort((a, b) => hoursBetween(a, from) - hoursBetween(b, from)),
  sizeOf: (from, to) => hoursBetween(from, to) / (DAY_HOURS / 2),
  ordered: false,
  change: (input, to) => ({
    ...input,
    occurredAtMs: input.occurredAtMs + (to - hourOf(input.occurredAtMs)) * HOUR_MS,
  }),
  dependents: {
    hour_of_day: fromInput('hour_of_day'),
    is_night: fromInput('is_night'),
    sender_hour_share: hourShare,
  },
}
