/**
 * The SLA clock of a case. It is paused while the case is pending or closed. Time used = allowed - left, so a new priority
 * leaves (newly allowed - used): a case is always due at its creation + all pauses + the time allowed now.
 */
import type { CaseStatus } from './vocabulary'

export interface SlaClock {
  /** Seconds allowed. */
  allowedS: number
  /** The end of the time limit; null while it is paused. */
  dueAt: Date | null
  /** Whole seconds left when the clock was paused, negative if the time limit was exceeded; null while it runs. */
  leftS: number | null
  /** When the warning is due; null once it was sent. Without meaning while the clock is paused. */
  warnAt: Date | null
}

/** The warning is due when less than this share of the allowed time is left. */
const WARNING_SHARE = 0.2

/** Neither status uses time. */
export const stopsClock = (status: CaseStatus): boolean => status === 'pending' || status === 'closed'

/** A new clock, running from now. */
export function startClock(allowedS: number, now: Date): SlaClock {
  const dueAt = later(now, allowedS)
  return { allowedS, dueAt, leftS: null, warnAt: warningOf(dueAt, allowedS) }
}

/** Pauses a running clock; a paused one stays as it is. */
export function stopClock(clock: SlaClock, now: Date): SlaClock {
  return clock.dueAt === null ? clock : { ...clock, dueAt: null, leftS: secondsLeft(clock, now) }
}

/** Resumes a paused clock with the time that was left. A warning is not repeated. */
export function resumeClock(clock: SlaClock, now: Date): SlaClock {
  if (clock.leftS === null) return clock
  const dueAt = later(now, clock.leftS)
  return { ...clock, dueAt, leftS: null, warnAt: clock.warnAt && warningOf(dueAt, clock.allowedS) }
}

/** Allows another time and keeps the used time. The warning is repeated where more than the last fifth is left. */
export function reallowClock(clock: SlaClock, allowedS: number, now: Date): SlaClock {
  const moreS = allowedS - clock.allowedS
  const dueAt = clock.dueAt && later(clock.dueAt, moreS)
  const leftS = clock.leftS === null ? null : clock.leftS + moreS
  const left = dueAt ? secondsLeft({ dueAt, leftS: null }, now) : (leftS ?? 0)
  const again = clock.warnAt !== null || left > allowedS * WARNING_SHARE
  return { allowedS, dueAt, leftS, warnAt: again ? warningOf(dueAt ?? later(now, left), allowedS) : null }
}

/** Whole seconds left, rounded down; negative where the time has run out. */
export function secondsLeft({ dueAt, leftS }: Pick<SlaClock, 'dueAt' | 'leftS'>, now: Date): number {
  return dueAt ? Math.floor((dueAt.getTime() - now.getTime()) / 1000) : (leftS ?? 0)
}

const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000)
const warningOf = (dueAt: Date, allowedS: number): Date => later(dueAt, -allowedS * WARNING_SHARE)
