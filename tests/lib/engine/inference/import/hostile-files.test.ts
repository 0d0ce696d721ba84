import { buildTreeShap } from '@/lib/engine/inference/tree-shap'
import { isModelImportError } from '@/lib/engine/inference'
import { readEnsemble } from '@/lib/engine/inference/import/read-ensemble'
import { readModelFile } from '@/lib/engine/inference/import/read-model-file'
import { type Random, seededRandom } from '../support/random'
import { LIGHTGBM_TEXT, xgboostJson } from './support/model-files'
import { writeUbjson } from './support/write-ubjson'

const EXTREMES = [
  '-1',
  '0',
  '1e308',
  '-1e308',
  '99999999999',
  '4294967296',
  '',
  'NaN',
  'inf',
  '1e-320',
  '[]',
  '{}',
  'null',
]
const FILES: [string, Buffer][] = [
  ['LightGBM text', Buffer.from(LIGHTGBM_TEXT)],
  ['XGBoost JSON', Buffer.from(JSON.stringify(xgboostJson()))],
  ['XGBoost UBJSON', writeUbjson(xgboostJson())],
]

/** Bytes flipped, a part cut out or repeated, a number replaced by an extreme one. */
function damaged(file: Buffer, random: Random): Buffer {
  const at = random.below(file.length)
  const to = Math.min(file.length, at + 1 + random.below(40))
  switch (random.below(4)) {
    case 0:
      return Buffer.from(file.map((byte, i) => (i >= at && i < at + 3 ? random.below(256) : byte)))
    case 1:
      return Buffer.concat([file.subarray(0, at), file.subarray(to)])
    case 2:
      return Buffer.concat([file.subarray(0, to), file.subarray(at)])
    default:
      return replaceNumber(file, random)
  }
}

function replaceNumber(file: Buffer, random: Random): Buffer {
  const text = file.toString('latin1')
  const numbers = [...text.matchAll(/-?\d+(\.\d+)?/g)]
  const { index, 0: found } = random.pick(numbers)
  const changed = text.slice(0, index) + random.pick(EXTREMES) + text.slice(index + found.length)
  return Buffer.from(changed, 'latin1')
}

test.each(FILES)('a damaged file of %s is rejected with a reason, or still is a valid model', (_, file) => {
  const random = seededRandom(2026)
  let rejected = 0
  for (let i = 0; i < 400; i++) {
    try {
      buildTreeShap(readEnsemble(readModelFile(damaged(file, random))))
    } catch (error) {
      expect([isModelImportError(error), error]).toEqual([true, error])
      expect((error as Error).message).not.toBe('')
      rejected++
    }
  }
  expect(rejected).toBeGreaterThan(150)
})

describe('a file that is large in one way is rejected without much work', () => {
  const tree = xgboostJson().learner.gradient_booster.model.trees[0]
  const withTrees = (trees: unknown[]) => {
    const json = xgboostJson()
    return { ...json, learner: { ...json.learner, gradient_booster: { name: 'gbtree', model: { trees } } } }
  }
  /** A tree that is one long path. */
  const chain = (splits: number) => {
    const nodes = 2 * splits + 1
    const all = Array.from({ length: nodes }, (_, i) => i)
    const isSplit = (i: number) => i % 2 === 0 && i < 2 * splits
    return {
      tree_param: { num_nodes: String(nodes), size_leaf_vector: '1' },
      left_children: all.map((i) => (isSplit(i) ? i + 1 : -1)),
      right_children: all.map((i) => (isSplit(i) ? i + 2 : -1)),
      split_indices: all.map((i) => ((i / 2) % 2 === 0 ? 0 : 1)),
      split_conditions: all.map((i) => i),
      split_type: all.map(() => 0),
      default_left: all.map(() => 0),
      sum_hessian: all.map((i) => (isSplit(i) ? 2 * splits + 2 - i : i === nodes - 1 ? 2 : 2)),
    }
  }
  const read = (json: unknown) => readEnsemble(readModelFile(Buffer.from(JSON.stringify(json))))

  test('more trees than accepted', () => {
    expect(() => read(withTrees(Array.from({ length: 5_001 }, () => tree)))).toThrow(/more than 5000 trees/)
  })

  test('more leaves in a tree than accepted', () => {
    expect(() => read(withTrees([chain(2_000)]))).toThrow(/2001 leaves; up to 1024/)
  })

  test('more splits than accepted', () => {
    expect(() => read(withTrees(Array.from({ length: 101 }, () => chain(1_000))))).toThrow(/101000 splits/)
  })

  test('more bytes than accepted', () => {
    expect(() => readModelFile(Buffer.alloc(33 * 2 ** 20))).toThrow(/more than 32 MB/)
  })

  test('a path of a thousand splits is explained', () => {
    const trees = read(withTrees([chain(1_000)]))
    const contributions = buildTreeShap(trees).explain(Float32Array.of(1_500, 1_500), 1)
    expect(contributions.every(Number.isFinite)).toBe(true)
  })
})
