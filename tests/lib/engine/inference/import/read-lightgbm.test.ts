import { readModelFile } from '@/lib/engine/inference/import/read-model-file'
import { readEnsemble } from '@/lib/engine/inference/import/read-ensemble'
import { walkMargin } from '@/lib/engine/inference/predict'
import { LIGHTGBM_TEXT } from './support/model-files'

const read = (text: string) => readModelFile(Buffer.from(text))
const margin = (text: string, ...row: number[]) =>
  walkMargin(readEnsemble(read(text)), Float32Array.from(row), 0)

test('reads splits, missing directions, covers, names and objective', () => {
  const model = read(LIGHTGBM_TEXT)
  expect(model).toMatchObject({
    library: 'LightGBM',
    libraryVersion: 'v4',
    booster: 'gbdt',
    objective: 'binary',
    featureNames: ['amount', 'hour_of_day'],
    featureCount: 2,
    rawScale: 1,
    slope: 1,
  })
  expect(model.trees[0]).toMatchObject({ missing: [0, 2], defaultLeft: [1, 0], cover: [100, 50] })
  expect(margin(LIGHTGBM_TEXT, 10, 12)).toBe(-1.375)
  expect(margin(LIGHTGBM_TEXT, 10, 12.5)).toBe(0.375)
  expect(margin(LIGHTGBM_TEXT, NaN, NaN)).toBe(0.375)
  expect(margin(LIGHTGBM_TEXT, 11, 1)).toBe(2.125)
})

test('reads a file with Windows line ends', () => {
  expect(read(LIGHTGBM_TEXT.replaceAll('\n', '\r\n')).trees).toEqual(read(LIGHTGBM_TEXT).trees)
})

test('averages the trees of a random forest and scales the library by their number', () => {
  const forest = LIGHTGBM_TEXT.replace('objective=', 'average_output\nobjective=')
  expect(read(forest)).toMatchObject({ booster: 'rf', rawScale: 0.5 })
  expect(margin(forest, 11, 1)).toBe(1.0625)
})

test('keeps the sigmoid of the objective as the slope of the probability', () => {
  expect(read(LIGHTGBM_TEXT.replace('sigmoid:1', 'sigmoid:0.7')).slope).toBe(0.7)
})

describe('rejects', () => {
  const cases: [string, string | RegExp, string, RegExp][] = [
    ['a file that is cut off', /end of trees[^]*/, '', /cut off/],
    ['fewer trees than stated', 'tree_sizes=1 1', 'tree_sizes=1 1 1', /2 trees, its header says 3/],
    ['another version', 'version=v4', 'version=v9', /v9 is not known/],
    ['several classes', 'num_class=1', 'num_class=3', /several classes/],
    ['an unknown objective', 'objective=binary sigmoid:1', 'objective=poisson', /objective poisson/],
    ['a custom objective', 'objective=binary sigmoid:1\n', '', /objective none/],
    ['linear leaves', 'is_linear=0', 'is_linear=1', /tree 0: it has linear leaves/],
    ['categories', 'num_cat=0', 'num_cat=1', /tree 0: it splits on categories/],
    ['a categorical decision', 'decision_type=2 8', 'decision_type=3 8', /categories/],
    ['an unknown missing type', 'decision_type=2 8', 'decision_type=12 8', /decision_type/],
    ['a leaf that is not a number', 'leaf_value=-1.5', 'leaf_value=nan', /not a number/],
    ['an infinite leaf', 'leaf_value=-1.5', 'leaf_value=inf', /not finite/],
    ['a threshold that is not a number', 'threshold=10.5', 'threshold=abc', /threshold/],
    [
      'arrays that differ in length',
      'split_feature=0 1',
      'split_feature=0',
      /split_feature has 1 values, not 2/,
    ],
    ['a feature that does not exist', 'split_feature=0 1', 'split_feature=0 2', /feature 2 does not exist/],
    ['a node below itself', 'left_child=1 -1', 'left_child=0 -1', /reached twice/],
    ['a child outside the tree', 'left_child=1 -1', 'left_child=7 -1', /outside the tree/],
    ['covers that do not add up', 'internal_count=100 50', 'internal_count=100 49', /covers/],
    ['a cover of zero', 'internal_count=100 50', 'internal_count=100 0', /positive/],
    ['a tree without a number of leaves', 'num_leaves=3\n', '', /num_leaves is missing/],
    ['more leaves than accepted', 'num_leaves=3', 'num_leaves=4000000000', /leaves; 1 to 1024/],
    ['a file of another kind', 'tree\n', 'PK\n', /neither LightGBM text/],
  ]
  test.each(cases)('%s', (_, from, to, reason) => {
    const broken = LIGHTGBM_TEXT.replace(from, to)
    expect(broken).not.toBe(LIGHTGBM_TEXT)
    expect(() => readEnsemble(read(broken))).toThrow(reason)
  })
})
