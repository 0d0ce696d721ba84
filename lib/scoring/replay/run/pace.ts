/** Payments of one database transaction: below the size of a group of the scoring path. */
export const MOST_AT_ONCE = 125

/**
 * How many payments are due, at a rate: what a slow or restarted server has missed is not made up for, beyond one second.
 * @param startMs of a clock that never runs backwards
 */
export function paceAt(ratePerSecond: number, startMs: number) {
  let credit = 0
  let lastMs = startMs
  return {
    /** The payments that are due now, at most those of one transaction. They count as taken. */
    take(nowMs: number): number {
      credit = Math.min(ratePerSecond, credit + ((nowMs - lastMs) * ratePerSecond) / 1000)
      lastMs = nowMs
      const due = Math.min(MOST_AT_ONCE, Math.floor(credit))
      credit -= due
      return due
    },
    /** True where a whole transaction is due already. */
    isBehind: (): boolean => credit >= MOST_AT_ONCE,
  }
}
