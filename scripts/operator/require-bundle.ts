import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel } from '@/lib/engine/inference'

/** Verifies a bundle before anything is changed; the error names the unusable bundle and the reason. */
export async function requireBundle({ name, version }: { name: string; version: string }): Promise<void> {
  try {
    await getModel(name, version, { knownFeatures: FEATURE_NAMES })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`ml/models/${name}/${version} cannot be used: ${reason}`, { cause: error })
  }
}
