import { readModelFile } from '@/lib/engine/inference/import/read-model-file'
import { readEnsemble } from '@/lib/engine/inference/import/read-ensemble'
import { walkMargin } from '@/lib/engine/inference/predict'
import { float32Step } from '@/lib/engine/inference/probe-rows'
import { type XgboostJson, xgboostJson } from './support/model-files'

const read = (json: unknown) => readModelFile(Buffer.from(JSON.stringify(json)))
const margin = (json: unknown, ...row: number[]) =>
  walkMargin(readEnsemble(read(json)), Float32Array.from(row), 0)
const INTERCEPT = Math.fround(Math.log(0.25 / 0.75))

test('reads splits, default directions, covers, names and the base score', () => {
  const model = read(xgboostJson())
  expect(model).toMatchObject({
    library: 'XGBoost',
    libraryVersion: '3.2.0',
    booster: 'gbtree',
    objective: 'binary:logistic',
    featureNames: ['amount', 'hour_of_day'],
    featureCount: 2,
    rawScale: 1,
    slope: 1,
  })
  expect(margin(xgboostJson(), 1, 1)).toBeCloseTo(INTERCEPT - 1.5, 12)
  expect(margin(xgboostJson(), NaN, NaN)).toBeCloseTo(INTERCEPT + 0.25, 12)
})

test('a value equal to a threshold goes right, one step below goes left', () => {
  expect(margin(xgboostJson(), 10.5, 0)).toBeCloseTo(INTERCEPT + 2, 12)
  expect(margin(xgboostJson(), float32Step(10.5, -1), 0)).toBeCloseTo(INTERCEPT - 1.5, 12)
})

test.each(['[2.5E-1]', '2.5E-1', 0.25, [0.25]])('reads the base score %j', (score) => {
  const json = xgboostJson()
  Object.assign(json.learner.learner_model_param, { base_score: score })
  expect(margin(json, 11, 0)).toBeCloseTo(INTERCEPT + 2, 12)
})

test('the base score is computed in float32, as XGBoost does', () => {
  const json = xgboostJson()
  json.learner.learner_model_param.base_score = '[5.0575E-1]'
  const inFloat32 = -Math.log(Math.fround(Math.fround(1 / Math.fround(0.50575)) - 1))
  expect(margin(json, 11, 0)).toBe(Math.fround(inFloat32) + 2)
  expect(Math.abs(inFloat32 - Math.log(0.50575 / 0.49425))).toBeGreaterThan(1e-8)
})

test('multiplies the leaves of dart by the weight of their tree', () => {
  const json = xgboostJson()
  const { model } = json.learner.gradient_booster
  const dart = { name: 'dart', gbtree: { name: 'gbtree', model }, weight_drop: [0.5] }
  Object.assign(json.learner, { gradient_booster: dart })
  expect(read(json).booster).toBe('dart')
  expect(margin(json, 11, 0)).toBeCloseTo(INTERCEPT + 1, 12)
})

test('drops nodes that pruning left unreachable', () => {
  const json = xgboostJson()
  const tree = json.learner.gradient_booster.model.trees[0]!
  for (const values of Object.values(tree)) if (Array.isArray(values)) values.push(0)
  expect(margin(json, 1, 1)).toBeCloseTo(INTERCEPT - 1.5, 12)
})

test('a file without feature names leaves them open', () => {
  const json = xgboostJson()
  json.learner.feature_names = []
  expect(read(json).featureNames).toBeNull()
})

describe('rejects', () => {
  type Tree = XgboostJson['learner']['gradient_booster']['model']['trees'][number]
  const tree = (change: Partial<Tree>) => (json: XgboostJson) => {
    Object.assign(json.learner.gradient_booster.model.trees[0]!, change)
  }
  const parameter = (change: object) => (json: XgboostJson) => {
    Object.assign(json.learner.learner_model_param, change)
  }
  const learner = (change: object) => (json: XgboostJson) => {
    Object.assign(json.learner, change)
  }
  const { model } = xgboostJson().learner.gradient_booster
  const cases: [string, (json: XgboostJson) => void, RegExp][] = [
    ['a file of XGBoost 2', (json) => (json.version = [2, 1, 0]), /save it again with XGBoost 3/],
    ['several classes', parameter({ num_class: '3' }), /several classes/],
    ['several targets', parameter({ num_target: '2' }), /several classes or targets/],
    ['several base scores', parameter({ base_score: '[1E-1,2E-1]' }), /2 values/],
    ['a base score outside 0 to 1', parameter({ base_score: '[1.5E0]' }), /not a probability/],
    ['an unknown objective', learner({ objective: { name: 'reg:squarederror' } }), /reg:squarederror/],
    ['categorical features', learner({ feature_types: ['c', 'float'] }), /categorical features/],
    ['a linear model', learner({ gradient_booster: { name: 'gblinear' } }), /gblinear/],
    ['no trees', learner({ gradient_booster: { name: 'gbtree', model: { trees: [] } } }), /no trees/],
    [
      'dart without a weight per tree',
      learner({ gradient_booster: { name: 'dart', gbtree: { model }, weight_drop: [] } }),
      /0 weights for 1 trees/,
    ],
    ['a categorical split', tree({ split_type: [1, 0, 0, 0, 0] }), /splits on categories/],
    ['vector leaves', tree({ tree_param: { num_nodes: '5', size_leaf_vector: '2' } }), /several values/],
    ['a node below itself', tree({ left_children: [0, 3, -1, -1, -1] }), /reached twice/],
    ['a child outside the tree', tree({ left_children: [9, 3, -1, -1, -1] }), /node 9 does not exist/],
    ['a negative child', tree({ left_children: [-7, 3, -1, -1, -1] }), /node -7 does not exist/],
    ['one child', tree({ left_children: [1, -1, -1, -1, -1] }), /one child/],
    ['arrays that differ in length', tree({ default_left: [1] }), /fit together/],
    ['a feature that does not exist', tree({ split_indices: [0, 5, 0, 0, 0] }), /feature 5 does not exist/],
    ['covers that do not add up', tree({ sum_hessian: [100, 60, 50, 30, 20] }), /no exact contributions/],
    ['a negative cover', tree({ sum_hessian: [100, 50, 50, -30, 80] }), /cover -30/],
    ['a threshold within 1e-35 of zero', tree({ split_conditions: [1e-36, 12, 2, -1.5, 0.25] }), /splits at/],
    ['a missing part', (json) => Reflect.deleteProperty(json.learner, 'objective'), /objective/],
  ]
  test.each(cases)('%s', (_, change, reason) => {
    const json = xgboostJson()
    change(json)
    expect(() => readEnsemble(read(json))).toThrow(reason)
  })

  test('damaged JSON and JSON nested without end', () => {
    expect(() => readModelFile(Buffer.from('{"a": NaN}'))).toThrow(/not valid JSON/)
    expect(() => readModelFile(Buffer.from(`{"a":${'['.repeat(1_000_000)}`))).toThrow(/not valid JSON/)
  })
})
