import { FEATURE_NAMES } from '@/lib/engine/features'
import {
  type FeatureNaming,
  type ImportChoices,
  prepareImport,
  type PreparedImport,
  type ProvenBundle,
  provenBundle,
  writeImportedBundle,
} from '@/lib/engine/inference'
import { type Calibrated, calibrateOnHistory } from './calibrate-on-history'
import type { LabelledHistory } from './history'

export interface WriteInput {
  reference: Buffer
  described: Pick<ImportChoices, 'name' | 'version' | 'createdAt'>
  /** Either calibrates the model or keeps the library's own probability, with these thresholds. */
  basis: { history: LabelledHistory } | { thresholds: { review: number; block: number } }
}

export interface WrittenImport {
  files: ReadonlyMap<string, Buffer>
  proven: ProvenBundle
}

/** The two steps of an import, for a helper process: both take seconds. The second one needs the first. */
export function importTasks() {
  let prepared: PreparedImport | null = null
  return {
    /** Returns the features in model order. @throws ModelImportError */
    async prepareImport({
      file,
      naming,
    }: {
      file: Buffer
      naming: FeatureNaming
    }): Promise<readonly string[]> {
      prepared = await prepareImport(file, naming, FEATURE_NAMES)
      return prepared.features
    },
    /** @throws ModelImportError, BundleError */
    async writeImport({ reference, described, basis }: WriteInput): Promise<WrittenImport> {
      if (!prepared) throw new Error('no model was prepared')
      const calibrated =
        'history' in basis
          ? await calibrateOnHistory(prepared, basis.history)
          : keepProbability(prepared, basis.thresholds)
      const { files, model } = await writeImportedBundle(prepared, reference, { ...described, ...calibrated })
      return { files, proven: provenBundle(model) }
    },
  }
}

function keepProbability(
  { source }: PreparedImport,
  { review, block }: { review: number; block: number },
): Calibrated {
  return {
    calibration: { kind: 'logistic', slope: source.slope, intercept: 0 },
    history: null,
    baseline: null,
    thresholds: { review, block, mediumFrom: review, highFrom: block },
    metrics: {},
  }
}
