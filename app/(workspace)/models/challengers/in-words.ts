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
