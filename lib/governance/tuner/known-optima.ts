import { LRUCache } from 'lru-cache'
import { singleton } from '@/lib/platform/singleton'
import type { TunerAssumptions } from './assumptions'
import type { TunerCurve } from './curve'
import { optimumWithInterval, type TunerOptimum } from './optimum-interval'

/** Redrawing a curve 400 times takes tens of milliseconds, and between two snapshots it gives the same result. */
const known = singleton(
  'tuner-optima',
  () => new LRUCache<string, { optimum: TunerOptimum | null }>({ max: 256 }),
)

/** The optimum with its interval. @param source names the curve: model, kind and time of its counts */
export function knownOptimum(
  source: readonly string[],
  curve: TunerCurve,
  block: number,
  assumptions: TunerAssumptions,
): TunerOptimum | null {
  const key = JSON.stringify([source, curve.paymentsPerDay, block, assumptions])
  const cached = known.get(key)
  if (cached) return cached.optimum
  const optimum = optimumWithInterval(curve, block, assumptions)
  known.set(key, { optimum })
  return optimum
}
