import { noteFault } from './canary-counts'
import { compareSoon } from './compare-in-turn'
import { challengerModel } from './load-challenger'
import type { ActiveModel, Scorer } from './scorer'

/** The challengers that are in memory, and those that are not, with the reason of a load that failed. */
export interface Challengers {
  loaded: readonly Scorer[]
  missing: readonly { id: string; reason: string | null }[]
}

const NONE: Challengers = { loaded: [], missing: [] }

/**
 * The challengers of a tenant. One that is not in memory misses transactions, which the champion decides; a canary whose
 * load failed is stopped by the next look at its run.
 */
export function challengersOf(tenantId: string, models: readonly ActiveModel[]): Challengers {
  if (models.length === 0) return NONE
  const loaded: Scorer[] = []
  const missing: { id: string; reason: string | null }[] = []
  for (const active of models) {
    const model = challengerModel(tenantId, active)
    if (!('reason' in model)) {
      loaded.push({ ...active, model })
      continue
    }
    missing.push({ id: active.id, reason: model.reason })
    if (active.stage !== 'canary' || model.reason === null) continue
    noteFault(tenantId, active, model.reason)
    compareSoon()
  }
  return { loaded, missing }
}
