import { z } from 'zod'
import type { TreeJson } from '../read-trees'
import { ModelImportError } from './import-error'
import type { ImportedModel } from './imported-model'
import { LIMITS } from './limits'
import { readXgboostTree } from './read-xgboost-tree'
import { type XgboostFile, xgboostSchema, xgboostTreeSchema } from './xgboost-schema'

const MAJOR = 3
/** Their raw margin is the log-odds. The base score is a probability, except where it is a margin itself. */
const OBJECTIVES = ['binary:logistic', 'binary:logitraw', 'reg:logistic']
const BASE_IS_MARGIN = 'binary:logitraw'

/**
 * Reads the content of an XGBoost model file, JSON or UBJSON. Leaves are multiplied by the weight that dart gives their
 * tree; the base score becomes a tree of one leaf.
 * @throws ModelImportError for what the trees of a bundle cannot express exactly
 */
export function readXgboost(json: unknown): ImportedModel {
  const { version, learner } = parse(xgboostSchema, json, 'the XGBoost model')
  if (version[0] !== MAJOR) {
    throw new ModelImportError(
      `XGBoost ${version.join('.')} wrote the file; save it again with XGBoost ${MAJOR}`,
    )
  }
  checkLearner(learner)
  const { trees, weights, booster } = forestOf(learner)
  if (trees.length === 0) throw new ModelImportError('the model has no trees')
  if (trees.length > LIMITS.trees) throw new ModelImportError(`more than ${LIMITS.trees} trees`)
  const read = trees.map((tree, t) =>
    readXgboostTree(parse(xgboostTreeSchema, tree, `tree ${t}`), t, weights?.[t] ?? 1),
  )
  const names = learner.feature_names
  return {
    library: 'XGBoost',
    libraryVersion: version.join('.'),
    booster,
    objective: learner.objective.name,
    featureNames: names.length > 0 ? names : null,
    featureCount: learner.learner_model_param.num_feature,
    trees: [leafOnly(interceptOf(learner)), ...read],
    sumsFloat32: true,
    rawScale: 1,
    slope: 1,
  }
}

function parse<S extends z.ZodType>(schema: S, json: unknown, what: string): z.infer<S> {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  throw new ModelImportError(`${what}: ${z.prettifyError(result.error)}`, { cause: result.error })
}

function checkLearner({ objective, feature_types, learner_model_param }: XgboostFile['learner']): void {
  const { num_class, num_target } = learner_model_param
  if (num_class > 1 || num_target > 1) {
    throw new ModelImportError(
      'the model has several classes or targets; only one score per row can be imported',
    )
  }
  if (!OBJECTIVES.includes(objective.name)) {
    throw new ModelImportError(
      `the objective ${objective.name} is not known; ${OBJECTIVES.join(', ')} give log-odds`,
    )
  }
  // XGBoost encodes them itself and gives a category that it never saw the code of another one.
  if (feature_types.some((type) => type === 'c' || type === 'categorical')) {
    throw new ModelImportError(
      'the model has categorical features, which a bundle cannot express; encode them as numbers',
    )
  }
}

function forestOf({ gradient_booster: booster }: XgboostFile['learner']) {
  switch (booster.name) {
    case 'gblinear':
      throw new ModelImportError('the model is linear (gblinear); only trees can be imported')
    case 'gbtree':
      return { trees: booster.model.trees, weights: null, booster: booster.name }
    case 'dart': {
      const { trees } = booster.gbtree.model
      const weights = booster.weight_drop.map(Math.fround)
      if (weights.length === trees.length && weights.every(Number.isFinite)) {
        return { trees, weights, booster: booster.name }
      }
      throw new ModelImportError(`weight_drop has ${weights.length} weights for ${trees.length} trees`)
    }
  }
}

/** The base score in log-odds. Since XGBoost 3.1 it is the text of an array with one number, as in "[2.5E-1]". */
function interceptOf({
  objective,
  learner_model_param: { base_score: baseScore },
}: XgboostFile['learner']): number {
  const values =
    typeof baseScore === 'string'
      ? baseScore
          .replace(/^\[|\]$/g, '')
          .split(',')
          .map(Number)
      : [baseScore].flat()
  if (values.length !== 1) throw new ModelImportError(`base_score has ${values.length} values, not one`)
  const base = Math.fround(values[0]!)
  if (objective.name === BASE_IS_MARGIN && Number.isFinite(base)) return base
  if (base > 0 && base < 1) return logitInFloat32(base)
  throw new ModelImportError(`base_score is ${values[0]}, not a probability between 0 and 1`)
}

/**
 * As XGBoost computes it, each step rounded to float32. Near a probability of 1/2 this is further from the exact logarithm than
 * the rounding of the result.
 */
const logitInFloat32 = (base: number): number =>
  Math.fround(-Math.log(Math.fround(Math.fround(1 / base) - 1)))

function leafOnly(value: number): TreeJson {
  const none = { feature: [], threshold: [], missing: [], defaultLeft: [], left: [], right: [], cover: [] }
  return { ...none, leafValue: [value], leafCover: [0] }
}
