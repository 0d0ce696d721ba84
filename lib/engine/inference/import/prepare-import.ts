import { sha256 } from '../bundle'
import { openOnnxSession } from '../onnx-session'
import type { TreeEnsemble } from '../trees'
import { writeOnnx } from '../write-onnx'
import { checkFeatures, type FeatureNaming } from './check-features'
import type { ImportedModel } from './imported-model'
import { readEnsemble } from './read-ensemble'
import { readModelFile } from './read-model-file'

/** A model that was read and checked, without calibration and proof. */
export interface PreparedImport {
  source: ImportedModel
  fileSha256: string
  features: readonly string[]
  trees: TreeEnsemble
  onnx: Uint8Array
  /** Margins (log-odds / slope) of n rows, row-major [n x features]. */
  predictMargins(rows: Float32Array, n: number): Promise<Float64Array>
}

/**
 * Reads a model file and writes its ONNX form.
 * @param naming the product's names, where the file does not name the features or names them otherwise
 * @param known the features that the caller can compute
 * @throws ModelImportError for a file that cannot be read, or a model that cannot be exact
 */
export async function prepareImport(
  file: Buffer,
  naming: FeatureNaming,
  known: readonly string[],
): Promise<PreparedImport> {
  const source = readModelFile(file)
  const features = checkFeatures(source, naming, known)
  const trees = readEnsemble(source)
  const onnx = writeOnnx(trees)
  const { predictMargins } = await openOnnxSession(onnx, features.length)
  return { source, fileSha256: sha256(file), features, trees, onnx, predictMargins }
}
