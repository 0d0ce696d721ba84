/** Lengths of time, and durations for logs, metrics and stored timings. Instants come from the database or the caller. */

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** Milliseconds since an arbitrary start, with fractions; never runs backwards. */
export const monotonicMs = (): number => performance.now()

/** Milliseconds since `startMs` (of monotonicMs), rounded to microseconds. */
export const elapsedMs = (startMs: number): number => roundMs(performance.now() - startMs)

/** Rounds to microseconds: finer digits are noise. */
export const roundMs = (ms: number): number => Math.round(ms * 1000) / 1000
