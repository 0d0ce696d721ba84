import type { Sla } from '@/lib/desk/cases/schema'

/** The time a case has left, in words. It counts down to the minute and never says "just now". */
export type SlaUrgency = 'calm' | 'soon' | 'overdue' | 'stopped'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** With less than this share left, a running clock is shown as urgent. */
const SOON_SHARE = 0.2

/** '2 h 10 min left', 'overdue by 3 h', 'paused with 5 h left', 'closed 3 h late'. */
export function formatSla(sla: Sla, nowMs: number): string {
  const left = secondsLeft(sla, nowMs)
  const span = formatSpan(Math.abs(left))
  if (sla.state === 'closed') return left < 0 ? `closed ${span} late` : `closed with ${span} left`
  if (sla.state === 'paused') return left < 0 ? `paused, overdue by ${span}` : `paused with ${span} left`
  return left < 0 ? `overdue by ${span}` : `${span} left`
}

export function slaUrgency(sla: Sla, nowMs: number): SlaUrgency {
  const left = secondsLeft(sla, nowMs)
  if (left < 0) return 'overdue'
  if (sla.state !== 'running') return 'stopped'
  return left < sla.allowed_seconds * SOON_SHARE ? 'soon' : 'calm'
}

/** Two units at most: '3 d 4 h', '2 h 10 min', '12 min', 'less than 1 min'. */
export function formatSpan(seconds: number): string {
  if (seconds < MINUTE) return 'less than 1 min'
  const [unit, name, part, partName] =
    seconds >= DAY
      ? ([DAY, 'd', HOUR, 'h'] as const)
      : seconds >= HOUR
        ? ([HOUR, 'h', MINUTE, 'min'] as const)
        : ([MINUTE, 'min', MINUTE, ''] as const)
  const whole = Math.floor(seconds / unit)
  const rest = Math.floor((seconds - whole * unit) / part)
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${partName}`
}

const secondsLeft = ({ due_at, left_seconds }: Sla, nowMs: number): number =>
  due_at === null ? (left_seconds ?? 0) : (Date.parse(due_at) - nowMs) / 1000
