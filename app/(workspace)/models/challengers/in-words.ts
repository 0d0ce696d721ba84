import { formatRange, formatShare } from '@/components/fraud/format-metrics'
import { formatSigned } from '@/components/fraud/format-numbers'
import type { Canary, ComparedModel, Share } from '@/lib/governance/challengers/schema'

export const nameOf = ({ name, version }: ComparedModel): string => `${name} ${version}`

export const GAP_WORDS = {
  shed: 'Shed, because the server was busy',
  'not-loaded': 'Its model was not in memory',
  failed: 'Scoring failed',
} as const

/** '62 % (58 % – 66 %)' */
export const shareWords = (share: Share): string =>
  share === null
    ? 'no labels'
    : `${formatShare(share.value)} (${formatRange(share.low, share.high, formatShare)})`

type Watched = Canary['block']

const points = (share: number): string => formatSigned(100 * share, 2)

/** '+0.12 points (-0.03 – +0.31)' */
export const shiftWords = ({ shift }: Watched): string =>
  shift === null
    ? 'nothing yet'
    : `${points(shift.mean)} points (${formatRange(shift.low, shift.high, points)})`

export const limitWords = ({ limit }: Watched): string => `${(100 * limit).toFixed(2)} points`

/** How far the evidence for a shift beyond the limit has come to what stops the canary. */
export const evidenceWords = ({ pairs, evidence }: Watched): string =>
  pairs === 0 ? 'none' : `${Math.floor(100 * evidence)} %`

/** Why a canary ended. */
export const endWords = (reason: Canary['end_reason']): string =>
  reason === null ? 'Its stage was changed.' : END_WORDS[reason]

const END_WORDS: Record<NonNullable<Canary['end_reason']>, string> = {
  block: 'Stopped by itself, for its blocks.',
  review: 'Stopped by itself, for its reviews.',
  slow: 'Stopped by itself, for its response times.',
  fault: 'Stopped by itself, for a failure.',
  unwatched: 'Stopped by itself, for missing comparisons.',
  user: 'Stopped by an administrator.',
}
