import type { Fact } from './fact'
import { fromInput, type Recompute } from './scored-row'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24
/** The habit of the sender is kept by eight parts of the day. */
const PART_HOURS = 3
const HOURS = Array.from({ length: DAY_HOURS }, (_, hour) => hour)

const hourOf = (atMs: number): number => {
  const hours = Math.floor(atMs / HOUR_MS)
  return ((hours % DAY_HOURS) + DAY_HOURS) % DAY_HOURS
}

/** Round the clock: from 23:00 to 01:00 it is two hours. */
const hoursBetween = (one: number, other: number): number => {
  const apart = Math.abs(one - other)
  return Math.min(apart, DAY_HOURS - apart)
}

/** Within the same part of the day the habit says the same; of the other parts the row tells nothing. */
const hourShare: Recompute = ({ row, from, to }) => {
  const share = row.features.get('sender_hour_share') ?? NaN
  const samePart = Math.floor(from / PART_HOURS) === Math.floor(to / PART_HOURS)
  return Number.isNaN(share) || samePart ? share : null
}

/** The clock alone moves: what happened before is taken to have happened as much earlier or later too. */
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
