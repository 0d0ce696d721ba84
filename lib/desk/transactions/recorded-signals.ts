import { isRingReason, isVelocityReason } from '@/lib/engine/policy'
import type { Prisma } from '@/lib/platform/db'
import { scoreResponse } from '@/lib/scoring/path/schema'
import type { TransactionDetail } from './schema'

const withSignals = scoreResponse.pick({ velocity: true, ring: true })

/** What the detectors found, from the stored response, which is sealed. */
export function recordedSignals({
  answer,
  reasonCodes,
}: Pick<Prisma.PredictionGetPayload<object>, 'answer' | 'reasonCodes'>): Pick<
  TransactionDetail,
  'velocity' | 'ring'
> {
  // Few decisions have signals: most responses need no parsing.
  if (!reasonCodes.some((code) => isVelocityReason(code) || isRingReason(code)))
    return { velocity: [], ring: null }
  const { velocity = [], ring = null } = withSignals.parse(JSON.parse(answer))
  return { velocity, ring }
}
