/** A period in slices, so that no statement reads more than it can within its time limit. Pure. */
import { HOUR_MS } from '@/lib/platform/time'

/** Half open: `to` is not part of it. */
export interface Slice {
  from: Date
  to: Date
  /** Whether no other slice holds payments of the hour at `from`. */
  startsHour: boolean
}

export interface HourRows {
  /** The start of the hour. */
  hour: Date
  /** All payments of the hour. */
  payments: number
  /** Those that a statement reads. */
  read: number
}

/**
 * Cuts a period at full hours, the newest slice first. A slice reads at most `most` rows; an hour with more of them is cut into
 * equal parts.
 * @param hours in any order; hours without payments may be missing
 */
export function cutPeriod(
  { from, to }: { from: Date; to: Date },
  hours: readonly HourRows[],
  most: number,
): Slice[] {
  const slices: Slice[] = []
  let end = to.getTime()
  let start = end
  let rows = 0
  const close = (at: number, startsHour = true) => {
    if (at < end) slices.push({ from: new Date(at), to: new Date(end), startsHour })
    end = at
    rows = 0
  }
  for (const { hour, read } of hours.toSorted((a, b) => b.hour.getTime() - a.hour.getTime())) {
    if (rows > 0 && rows + read > most) close(start)
    start = Math.max(hour.getTime(), from.getTime())
    rows += read
    if (read <= most) continue
    const parts = Math.ceil(read / most)
    const length = (Math.min(end, start + HOUR_MS) - start) / parts
    for (let part = parts - 1; part >= 0; part--) close(Math.ceil(start + part * length), part === 0)
  }
  close(from.getTime())
  return slices
}
