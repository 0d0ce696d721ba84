import type { RunRow } from './evidence-of'
import type { CanaryInput } from './schema'

/** How a canary decides, and beyond which shifts it is stopped. */
export type CanarySettings = Pick<
  RunRow,
  'share' | 'maxBlockShift' | 'maxReviewShift' | 'slowMs' | 'maxSlowShift'
>

/** Before the first run: it decides nothing. */
export const NO_RUN: CanarySettings = {
  share: 0,
  maxBlockShift: 0.005,
  maxReviewShift: 0.01,
  slowMs: 100,
  maxSlowShift: 0.01,
}

export const settingsOf = (of: CanarySettings): CanarySettings => ({
  share: of.share,
  maxBlockShift: of.maxBlockShift,
  maxReviewShift: of.maxReviewShift,
  slowMs: of.slowMs,
  maxSlowShift: of.maxSlowShift,
})

/** The settings that a request asks for; limits that it omits stay. */
export const settingsAfter = (before: CanarySettings, input: CanaryInput): CanarySettings => ({
  share: input.share,
  maxBlockShift: input.max_block_shift ?? before.maxBlockShift,
  maxReviewShift: input.max_review_shift ?? before.maxReviewShift,
  slowMs: input.slow_ms ?? before.slowMs,
  maxSlowShift: input.max_slow_shift ?? before.maxSlowShift,
})

const NAMES = Object.keys(NO_RUN) as (keyof CanarySettings)[]

/** Whether the canary decides for more senders, or is stopped later: under four eyes this needs another administrator. */
export const widens = (before: CanarySettings, after: CanarySettings): boolean =>
  NAMES.some((name) => after[name] > before[name])

/** Whether a limit differs. The share may change at any time. */
export const movesLimit = (before: CanarySettings, after: CanarySettings): boolean =>
  NAMES.some((name) => name !== 'share' && after[name] !== before[name])
