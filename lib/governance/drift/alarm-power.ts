import { expectedPower, LEARNING_DAYS, type PowerAtVolume } from '@/lib/engine/drift'
import type { FiguresRow } from './queries'
import type { Drift } from './schema'

/** The days within which the measurement counts an alarm. */
const WITHIN_DAYS = 10

/** What the alarm can be expected to find at the volume of the last days. */
export function alarmPowerOf(history: readonly FiguresRow[]): Drift['watch']['power'] {
  const days = history.filter(({ closed_at }) => closed_at !== null).slice(-LEARNING_DAYS)
  if (days.length === 0) return null
  const decisions = days.reduce((sum, { outcomes: [a = 0, r = 0, b = 0] }) => sum + a + r + b, 0)
  const perDay = decisions / days.length
  const { below, above } = expectedPower(perDay)
  return { decisions_per_day: perDay, within_days: WITHIN_DAYS, below: shown(below), above: shown(above) }
}

const shown = (at: PowerAtVolume | null) =>
  at && { decisions_per_day: at.decisionsPerDay, found: at.found, of: at.of }
