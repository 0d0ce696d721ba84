/**
 * The clock of a case. It runs while somebody can work on the case and stands still while the case is pending or closed:
 * time used = allowed - left, whichever way the clock got there. So a new priority leaves (newly allowed - time used), which
 * is the creation, plus all pauses, plus what is allowed now.
 */
import type { CaseStatus } from './vocabulary'

export interface SlaClock {
  /** Seconds allowed. */
  allowedS: number
  /** When time runs out; null while the clock is stopped. */
  dueAt: Date | null
  /** Whole seconds left when the clock was stopped, negative when it had run out; null while it runs. */
  leftS: number | null
  /** When its people are to be warned; null once they were. Means nothing while the clock is stopped. */
  warnAt: Date | null
}

/** People are warned when less than this share of the time allowed is left. */
const WARNING_SHARE = 0.2

/** Pending waits for others, closed is over: neither uses time. */
export const stopsClock = (status: CaseStatus): boolean => status === 'pending' || status === 'closed'

/** A new clock that runs from now on. */
export function startClock(allowedS: number, now: Date): SlaClock {
  const dueAt = later(now, allowedS)
  return { allowedS, dueAt, leftS: null, warnAt: warningOf(dueAt, allowedS) }
}

/** Stops a running clock; a stopped one stays as it is. */
export function stopClock(clock: SlaClock, now: Date): SlaClock {
  return clock.dueAt === null ? clock : { ...clock, dueAt: null, leftS: secondsLeft(clock, now) }
}

/** Lets a stopped clock run on with what was left. Whoever was warned is not warned again. */
export function resumeClock(clock: SlaClock, now: Date): SlaClock {
  if (clock.leftS === null) return clock
  const dueAt = later(now, clock.leftS)
  return { ...clock, dueAt, leftS: null, warnAt: clock.warnAt && warningOf(dueAt, clock.allowedS) }
}

/** Allows another time: what was used stays used. People are warned anew where more than the last fifth is left. */
export function reallowClock(clock: SlaClock, allowedS: number, now: Date): SlaClock {
  const moreS = allowedS - clock.allowedS
  const dueAt = clock.dueAt && later(clock.dueAt, moreS)
  const leftS = clock.leftS === null ? null : clock.leftS + moreS
  const left = dueAt ? secondsLeft({ dueAt, leftS: null }, now) : (leftS ?? 0)
  const again = clock.warnAt !== null || left > allowedS * WARNING_SHARE
  return { allowedS, dueAt, leftS, warnAt: again ? warningOf(dueAt ?? later(now, left), allowedS) : null }
}

/** Whole seconds left, rounded down; negative when time has run out. */
export function secondsLeft({ dueAt, leftS }: Pick<SlaClock, 'dueAt' | 'leftS'>, now: Date): number {
  return dueAt ? Math.floor((dueAt.getTime() - now.getTime()) / 1000) : (leftS ?? 0)
}

const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000)
const warningOf = (dueAt: Date, allowedS: number): Date => later(dueAt, -allowedS * WARNING_SHARE)
