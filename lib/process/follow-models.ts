import { forgetDocuments } from '@/lib/governance/models'
import { watchEvents } from '@/lib/messaging/live'
import { finishBeforeExit, isDraining, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { forgetDeletedModels, loadActiveModels } from '@/lib/scoring/bundles'

/**
 * Loads the production model and the challengers of a tenant as soon as any process changes a stage, so that no score
 * waits for the proof of a bundle, and forgets models that were deleted. A change during a lost connection is noticed by the first score that needs the model.
 */
export function followModels(): void {
  const stop = watchEvents('models.changed', (tenantId) => {
    if (isDraining()) return
    const load = loadActiveModels(tenantId)
      .then(() => forgetDeletedModels(tenantId))
      .then(forgetDocuments)
      .catch((error: unknown) => log.warn({ err: error, tenantId }, 'a model could not be loaded in advance'))
    finishBeforeExit(load)
  })
  whenDraining(stop)
}
