import type { Random } from './random/random'
import { DAY_MS, HOUR_MS } from './time'
import type { SimulatedLabel, TypologyName } from './types'
import { CRIME, LABELS } from './world-parameters'

/** The row never gets a label. */
const NEVER: SimulatedLabel = { isFraud: false, arrivesAtMs: null }

/**
 * The label that a payment gets: most frauds are reported after days, some never; a few legitimate payments are
 * disputed by mistake, some are reviewed and cleared.
 */
export function labelPayment(random: Random, atMs: number, typology: TypologyName | null): SimulatedLabel {
  const kind = random.next()
  if (typology !== null) {
    const { medianDays, neverReported } = CRIME[typology].label
    return kind < neverReported ? NEVER : reported(random, atMs, medianDays)
  }
  if (kind < WRONG_PER_HONEST_ROW) return reported(random, atMs, HONEST_DISPUTE_DAYS)
  if (kind < WRONG_PER_HONEST_ROW + LABELS.cleared) {
    const { median, sigma } = LABELS.clearedHours
    return { isFraud: false, arrivesAtMs: atMs + Math.round(random.logNormal(median, sigma) * HOUR_MS) }
  }
  return NEVER
}

const HONEST_DISPUTE_DAYS = 9
const WRONG_PER_HONEST_ROW = LABELS.wrongDisputes * LABELS.usualFraudShare

function reported(random: Random, atMs: number, medianDays: number): SimulatedLabel {
  const days = Math.max(LABELS.earliestHours / 24, random.logNormal(medianDays, LABELS.delaySigma))
  return { isFraud: true, arrivesAtMs: atMs + Math.round(days * DAY_MS) }
}
