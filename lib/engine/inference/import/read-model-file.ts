import { ModelImportError } from './import-error'
import type { ImportedModel } from './imported-model'
import { LIMITS } from './limits'
import { readLightGbm } from './read-lightgbm'
import { readUbjson } from './read-ubjson'
import { readXgboost } from './read-xgboost'

/**
 * Reads a model file by its content: LightGBM's text, or XGBoost's JSON or UBJSON.
 * @throws ModelImportError for another format, a damaged file, or a model that a bundle cannot express exactly
 */
export function readModelFile(bytes: Buffer): ImportedModel {
  if (bytes.length > LIMITS.fileBytes) {
    throw new ModelImportError(`the model file has more than ${LIMITS.fileBytes / 2 ** 20} MB`)
  }
  const start = bytes.subarray(0, 64).toString('latin1')
  if (/^tree\r?\n/.test(start)) return readLightGbm(bytes.toString('utf8'))
  if (/^\s*\{\s*"/.test(start)) return readXgboost(parseJson(bytes))
  if (start.startsWith('{')) return readXgboost(readUbjson(bytes))
  throw new ModelImportError(
    'the file is neither LightGBM text (save_model) nor XGBoost JSON or UBJSON (save_model to .json or .ubj)',
  )
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new ModelImportError(`the file is not valid JSON: ${(cause as Error).message}`, { cause })
  }
}
