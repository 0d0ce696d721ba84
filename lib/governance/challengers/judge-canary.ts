import { logEvidence, mirrored, shiftInterval, type ShiftCounts } from './shift-evidence'

/** Probability with which a canary without a difference beyond its limits is ever stopped, however long it runs. */
export const FALSE_STOP = 0.05

/** What is watched, in which directions, each with an equal share of FALSE_STOP. A faster canary needs no stop. */
const WATCHED = [
  { measure: 'block', direction: 'up' },
  { measure: 'block', direction: 'down' },
  { measure: 'review', direction: 'up' },
  { measure: 'review', direction: 'down' },
  { measure: 'slow', direction: 'up' },
] as const
const ALPHA = FALSE_STOP / WATCHED.length

export type Measure = (typeof WATCHED)[number]['measure']

/** The counts of a run and the limits that it was started with. */
export interface CanaryEvidence {
  decided: number
  compared: number
  faults: number
  faultDetail: string | null
  block: ShiftCounts
  review: ShiftCounts
  slow: ShiftCounts
  /** The greatest shift of each share that is no reason to stop. */
  limits: Record<Measure, number>
  slowMs: number
}

/** Decisions after which at least half must have been compared; a canary that cannot be watched must not decide. */
const WATCHED_FROM = 1_000

/** Why a canary must stop. */
export interface StopReason {
  reason: Measure | 'fault' | 'unwatched'
  detail: string
}

/**
 * Whether the canary must stop, and why. A fault or missing comparisons stop it at once. A shift of the share of blocks, of reviews or of slow
 * responses beyond its limit stops it by a test that may look at any time (`shift-evidence.ts`).
 */
export function judgeCanary(evidence: CanaryEvidence): StopReason | null {
  const { decided, compared, faults, faultDetail } = evidence
  if (faults > 0) return { reason: 'fault', detail: `It failed: ${faultDetail ?? 'no reason is known'}` }
  const shift = WATCHED.find((watched) => evidenceShare(evidence, watched) >= 1)
  if (shift) return { reason: shift.measure, detail: shiftWords(evidence, shift.measure) }
  if (decided < WATCHED_FROM || compared >= decided / 2) return null
  const words = `Only ${compared} of its ${decided} decisions were compared with the production model`
  return { reason: 'unwatched', detail: `${words}: it cannot be watched.` }
}

/** The evidence for one shift beyond its limit, as a share of what stops the canary: 1 stops it. */
function evidenceShare(evidence: CanaryEvidence, { measure, direction }: (typeof WATCHED)[number]): number {
  const counts = direction === 'up' ? evidence[measure] : mirrored(evidence[measure])
  return logEvidence(counts, evidence.limits[measure]) / -Math.log(ALPHA)
}

/** How far the evidence for a shift of this measure, in any watched direction, has come to a stop; 0..1. */
export const stopProgress = (evidence: CanaryEvidence, measure: Measure): number =>
  Math.min(
    1,
    Math.max(
      0,
      ...WATCHED.filter((one) => one.measure === measure).map((one) => evidenceShare(evidence, one)),
    ),
  )

const VERBS: Record<Measure, (more: string, evidence: CanaryEvidence) => string> = {
  block: (more) => `It blocks ${more} of the payments than the production model`,
  review: (more) => `It sends ${more} of the payments to review than the production model`,
  slow: (more, { slowMs }) => `It answers ${more} of the payments later than ${slowMs} ms`,
}

/** 'It blocks 4.2 percentage points more of the payments ... (3.1 to 5.6, limit 0.5; 812 payments).' */
function shiftWords(evidence: CanaryEvidence, measure: Measure): string {
  const counts = evidence[measure]
  const interval = shiftInterval(counts, 2 * ALPHA)
  const { mean, low, high } = interval ?? { mean: 0, low: 0, high: 0 }
  const sign = mean < 0 ? -1 : 1
  const points = (share: number) => (100 * share).toFixed(1)
  const [from, to] = sign < 0 ? [-high, -low] : [low, high]
  const more = `${points(Math.abs(mean))} percentage points ${sign < 0 ? 'fewer' : 'more'}`
  const sure = `${points(from)} to ${points(to)}, limit ${points(evidence.limits[measure])}`
  return `${VERBS[measure](more, evidence)} (${sure}; ${counts.pairs} payments compared).`
}
