import { ModelImportError } from './import-error'
import type { ImportedModel } from './imported-model'

const NAMED = 5

/**
 * The features of the bundle in model order: the given names, else those of the file.
 * @throws ModelImportError when a name is unknown here, appears twice, or the number does not fit the model
 */
export function checkFeatures(
  model: ImportedModel,
  given: readonly string[] | null,
  known: readonly string[],
): readonly string[] {
  const names = given ?? model.featureNames
  if (!names) {
    throw new ModelImportError(
      `the file names no features; name its ${model.featureCount} columns in order with --features`,
    )
  }
  if (names.length !== model.featureCount) {
    throw new ModelImportError(`${names.length} feature names for ${model.featureCount} columns`)
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new ModelImportError(`the feature ${twice} is named twice`)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return names
  const others = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : ''
  throw new ModelImportError(
    `not in the feature catalogue: ${unknown.slice(0, NAMED).join(', ')}${others}; docs/features.md lists it`,
  )
}
