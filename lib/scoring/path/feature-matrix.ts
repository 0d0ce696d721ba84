import { type StateMap, statesOf } from '@/lib/scoring/states'
import {
  computeFeatures,
  FEATURE_COUNT,
  FEATURE_NAMES,
  type FeatureInput,
  isMetadataFeature,
  isUnusualAmount,
  type Metadata,
  metadataKeyOf,
  readMetadataNumber,
  reduceStates,
} from '@/lib/engine/features'
import {
  DEFAULT_VELOCITY,
  findVelocity,
  type VelocityFinding,
  type VelocityRule,
} from '@/lib/engine/velocity'
import type { Model } from '@/lib/engine/inference'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'

export interface FeatureMatrices {
  /** One per model, row-major [n x features of the model]. Models with the same features share a matrix. */
  matrices: Float32Array[]
  /** Per row the result of `isUnusualAmount`. */
  unusualAmounts: (boolean | null)[]
  /** Per row the parties with too many payments. */
  velocities: (readonly VelocityFinding[])[]
}

interface Columns {
  /** Position in the catalogue of each feature of the model; MISSING for a field of the metadata. */
  places: Int32Array
  /** The columns that are fields of the metadata. */
  fields: readonly { column: number; key: string }[]
  /** Equal for models with the same features in the same order. */
  key: string
}

/** The place after the catalogue, which always holds NaN. */
const MISSING = FEATURE_COUNT

const columns = singleton('model-columns', () => new WeakMap<Model, Columns>())

/** @throws AppError model-unavailable for an unknown feature */
function columnsOf(model: Model): Columns {
  const known = columns.get(model)
  if (known) return known
  const places = Int32Array.from(model.featureNames, (name) =>
    isMetadataFeature(name) ? MISSING : FEATURE_NAMES.indexOf(name),
  )
  if (places.includes(-1))
    throw new AppError('model-unavailable', { detail: 'The model needs a feature that is unknown.' })
  const fields = model.featureNames.flatMap((name, column) =>
    isMetadataFeature(name) ? [{ column, key: metadataKeyOf(name) }] : [],
  )
  const found = { places, fields, key: model.featureNames.join() }
  columns.set(model, found)
  return found
}

/**
 * Computes the features and the velocity of each row, then updates the states: row i sees the effects of rows 0..i-1.
 * Updates the states in `known` in place; afterwards they include the last row.
 * @param metadataOf the metadata of a row; asked only for models that read fields of it
 * @returns features float32, NaN is missing
 */
export function featureMatrices(
  models: readonly Model[],
  inputs: readonly FeatureInput[],
  known: StateMap,
  metadataOf: (row: number) => Metadata | null = () => null,
  rule: VelocityRule = DEFAULT_VELOCITY,
): FeatureMatrices {
  const byKey = new Map<string, Columns & { matrix: Float32Array }>()
  const matrices = models.map((model) => {
    const own = columnsOf(model)
    const shared = byKey.get(own.key)?.matrix
    const matrix = shared ?? new Float32Array(inputs.length * own.places.length)
    if (!shared) byKey.set(own.key, { ...own, matrix })
    return matrix
  })
  const distinct = [...byKey.values()]
  const all = new Float32Array(FEATURE_COUNT + 1).fill(NaN)
  const velocities: FeatureMatrices['velocities'] = []
  const unusualAmounts = inputs.map((input, row) => {
    const states = statesOf(known, input)
    computeFeatures(input, states, all, 0)
    for (const { places, fields, matrix } of distinct) {
      const width = places.length
      for (let i = 0; i < width; i++) matrix[row * width + i] = all[places[i] as number] as number
      for (const { column, key } of fields)
        matrix[row * width + column] = readMetadataNumber(metadataOf(row), key)
    }
    const unusual = isUnusualAmount(input, states)
    velocities.push(findVelocity(input, states, rule))
    reduceStates(input, states)
    return unusual
  })
  return { matrices, unusualAmounts, velocities }
}
