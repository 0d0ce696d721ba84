import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel } from '@/lib/engine/inference'
import type { ModelState } from './schema'

/** Longer than a model needs that is in memory, shorter than one that has to prove itself first. */
const PATIENCE_MS = 150

/** Whether this process would let the model decide. */
export async function modelState(model: { name: string; version: string } | null): Promise<ModelState> {
  if (!model) return 'none'
  const proven = getModel(model.name, model.version, { knownFeatures: FEATURE_NAMES }).then(
    (): ModelState => 'healthy',
    (): ModelState => 'refused',
  )
  let timer: NodeJS.Timeout | undefined
  const stillLoading = new Promise<ModelState>((resolve) => {
    timer = setTimeout(() => resolve('loading'), PATIENCE_MS)
  })
  return Promise.race([proven, stillLoading]).finally(() => clearTimeout(timer))
}
