import { MANIFEST, memorySource, sha256 } from '../bundle'
import type { Calibration } from '../calibration'
import { loadModel } from '../load-model'
import { expectedMargin } from '../predict'
import { buildTreeShap, type TreeShap } from '../tree-shap'
import type { TreeEnsemble } from '../trees'
import type { BundleManifest, CalibrationHistory, Model, RecommendedThresholds } from '../types'
import type { Baseline } from './baseline'
import { goldenDocument } from './golden-rows'
import { importCard } from './import-card'
import { ModelImportError } from './import-error'
import type { PreparedImport } from './prepare-import'
import { proveReference } from './prove-reference'
import { treesDocument } from './read-ensemble'
import { readReference } from './read-reference'

/** What an import adds to the model file. */
export interface ImportChoices {
  name: string
  version: string
  calibration: Calibration
  /** The rows that calibrated; null where the library's own probability is kept. */
  history: CalibrationHistory | null
  /** What drift is measured against; null without a history. */
  baseline: Baseline | null
  thresholds: RecommendedThresholds
  metrics: Record<string, number>
  createdAt: Date
}

export interface ImportedBundle {
  /** By file name, manifest.json among them. */
  files: ReadonlyMap<string, Buffer>
  /** Loaded from these files, so verified. */
  model: Model
}

/**
 * Compares an imported model with its library's own results, writes its bundle, and loads the bundle as a server does.
 * @param reference content of the reference file
 * @throws ModelImportError when a reference row differs from the library by more than 1e-5
 * @throws BundleError when the bundle does not verify
 */
export async function writeImportedBundle(
  prepared: PreparedImport,
  reference: Buffer,
  choices: ImportChoices,
): Promise<ImportedBundle> {
  const { source, features, trees, onnx, predictMargins } = prepared
  const rows = readReference(reference, features, source)
  const shap = buildExplainer(trees)
  const { explain } = shap
  const proof = await proveReference({ predictMargins, explain }, prepared, rows)
  const manifest: Omit<BundleManifest, 'files'> = {
    ...describe(prepared, choices),
    imported: {
      library: source.library,
      libraryVersion: source.libraryVersion,
      booster: source.booster,
      objective: source.objective,
      fileSha256: prepared.fileSha256,
      history: choices.history,
      reference: { sha256: sha256(reference), ...proof },
    },
  }
  const parts: [string, Buffer][] = [
    ['model.onnx', Buffer.from(onnx)],
    ['trees.json', json(treesDocument(source.trees))],
    ['calibration.json', json(choices.calibration)],
    ['golden.json', json(goldenDocument(trees, explain, rows, choices.calibration))],
    ['card.md', Buffer.from(importCard(manifest, trees))],
  ]
  if (choices.baseline) parts.push(['baseline.json', json(choices.baseline)])
  const hashes = Object.fromEntries(parts.map(([name, content]) => [name, sha256(content)]))
  const files = new Map<string, Buffer>([...parts, [MANIFEST, json({ ...manifest, files: hashes })]])
  return { files, model: await loadModel(memorySource(files), { explained: { trees, shap } }) }
}

function buildExplainer(trees: TreeEnsemble): TreeShap {
  try {
    return buildTreeShap(trees)
  } catch (cause) {
    throw new ModelImportError((cause as Error).message, { cause })
  }
}

function describe(
  { trees, features, fileSha256 }: PreparedImport,
  { name, version, calibration, thresholds, metrics, createdAt }: ImportChoices,
) {
  return {
    format: 1 as const,
    name,
    version,
    createdAt: createdAt.toISOString(),
    runId: `import-${fileSha256.slice(0, 16)}`,
    objective: 'binary' as const,
    features: [...features],
    baseValue: expectedMargin(trees),
    thresholds,
    calibrationKind: calibration.kind,
    metrics,
  }
}

const json = (document: unknown): Buffer => Buffer.from(`${JSON.stringify(document)}\n`)
