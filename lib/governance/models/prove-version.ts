import { isBundleError, type Model } from '@/lib/engine/inference'
import { AppError } from '@/lib/platform/errors'
import { type BundleVersion, modelOf } from '@/lib/scoring/bundles'

/** The verified model of a version, from memory where this process has it. @throws AppError bundle-rejected */
export const provenModel = (tenantId: string, version: BundleVersion): Promise<Model> =>
  rejectingBundle(modelOf(tenantId, version))

/** Turns the failure of a proof into the problem that says which file fails and why. @throws AppError bundle-rejected */
export async function rejectingBundle<T>(proof: Promise<T>): Promise<T> {
  return await proof.catch((error: unknown) => {
    if (!isBundleError(error)) throw error
    throw new AppError('bundle-rejected', { detail: `${error.file}: ${error.reason}.`, cause: error })
  })
}
