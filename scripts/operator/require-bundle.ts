import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel } from '@/lib/engine/inference'

/** Proves a bundle before anything is changed for it; says in words which one is not usable, and why. */
export async function requireBundle({ name, version }: { name: string; version: string }): Promise<void> {
  try {
    await getModel(name, version, { knownFeatures: FEATURE_NAMES })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`ml/models/${name}/${version} cannot be used: ${reason}`, { cause: error })
  }
}
