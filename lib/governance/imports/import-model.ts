import { authorize, type Context } from '@/lib/contract/context'
import { type FeatureNaming, isBundleError, isModelImportError } from '@/lib/engine/inference'
import { runApart, storeProvenBundle } from '@/lib/governance/models'
import { AppError } from '@/lib/platform/errors'
import type { WriteInput, WrittenImport } from './import-tasks'
import { readHistory } from './read-history'

export interface ImportInput {
  name: string
  version: string
  /** LightGBM text, XGBoost JSON or UBJSON. */
  file: Buffer
  /** Rows with the library's raw margins and contributions, JSON or CSV. */
  reference: Buffer
  /** The product's names of the features, where the file does not name them as the product does. */
  naming: FeatureNaming
  /** Keeps the library's own probability, with these thresholds; null calibrates on the tenant's history. */
  uncalibrated: { review: number; block: number } | null
}

/**
 * Makes a bundle of a model file, proves it against the library's own results, and stores it for the tenant, registered and
 * without effect on scores. All but the database's work happens in a process of its own.
 * @throws AppError import-rejected for what cannot be exact, a failed proof, or too little history to calibrate on;
 *   overloaded, too-large, bundle-quota, conflict
 */
export async function importModel(ctx: Context, input: ImportInput) {
  authorize(ctx, 'policy:write')
  const { name, version, file, reference, naming, uncalibrated } = input
  const described = { name, version, createdAt: ctx.at ?? new Date() }
  const { files, proven } = await rejectingImport(
    runApart(async (helper) => {
      const features = await helper.call<readonly string[]>('prepareImport', { file, naming })
      const basis: WriteInput['basis'] = uncalibrated
        ? { thresholds: uncalibrated }
        : { history: await readHistory(ctx, features) }
      return await helper.call<WrittenImport>('writeImport', {
        reference,
        described,
        basis,
      } satisfies WriteInput)
    }),
  )
  return { model: await storeProvenBundle(ctx, files, proven), manifest: proven.manifest }
}

/** Turns the failure of an import into the problem that says why. @throws AppError import-rejected */
async function rejectingImport<T>(work: Promise<T>): Promise<T> {
  return await work.catch((error: unknown) => {
    if (!isModelImportError(error) && !isBundleError(error)) throw error
    throw new AppError('import-rejected', { detail: `${error.message}.`, cause: error })
  })
}
