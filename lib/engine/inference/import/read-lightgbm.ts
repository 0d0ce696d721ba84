import { MISSING } from '../trees'
import type { TreeJson } from '../read-trees'
import { float32Threshold } from './float32-threshold'
import { ModelImportError } from './import-error'
import type { ImportedModel } from './imported-model'
import { LIMITS } from './limits'

type Fields = ReadonlyMap<string, string>

const VERSIONS = ['v3', 'v4']
const CATEGORICAL = 1
const DEFAULT_LEFT = 2

/**
 * Reads the text that LightGBM's save_model writes. Trees of `rf` are averaged by the library, so each leaf is divided by
 * the number of trees. Weights of `dart`, shrinkage and the start value are in the leaves already.
 * @throws ModelImportError for what the trees of a bundle cannot express exactly
 */
export function readLightGbm(text: string): ImportedModel {
  const { header, flags, blocks } = split(text)
  const version = need(header, 'version')
  if (!VERSIONS.includes(version)) throw new ModelImportError(`LightGBM text ${version} is not known`)
  if (need(header, 'num_class') !== '1' || need(header, 'num_tree_per_iteration') !== '1') {
    throw new ModelImportError('the model has several classes; only one score per row can be imported')
  }
  const averaged = flags.has('average_output')
  const rawScale = averaged ? 1 / blocks.length : 1
  const featureNames = need(header, 'feature_names').split(' ')
  return {
    library: 'LightGBM',
    libraryVersion: version,
    booster: averaged ? 'rf' : boosterOf(text),
    ...objectiveOf(header),
    featureNames,
    featureCount: featureNames.length,
    trees: blocks.map((block, t) => readTree(block, t, rawScale)),
    sumsFloat32: false,
    rawScale,
  }
}

function split(source: string): { header: Fields; flags: ReadonlySet<string>; blocks: Fields[] } {
  const text = source.replaceAll('\r\n', '\n')
  const end = text.indexOf('\nend of trees')
  if (end < 0)
    throw new ModelImportError('the file is cut off: LightGBM text ends its trees with "end of trees"')
  const [head = '', ...blocks] = text.slice(0, end).split(/\nTree=\d+\n/)
  const header = fieldsOf(head)
  const stated = need(header, 'tree_sizes').split(' ').length
  if (blocks.length === 0) throw new ModelImportError('the model has no trees')
  if (blocks.length !== stated) {
    throw new ModelImportError(`the file holds ${blocks.length} trees, its header says ${stated}`)
  }
  if (blocks.length > LIMITS.trees) throw new ModelImportError(`more than ${LIMITS.trees} trees`)
  return { header, flags: new Set(head.split('\n')), blocks: blocks.map(fieldsOf) }
}

function fieldsOf(block: string): Fields {
  const lines = block.split('\n').filter((line) => line.includes('='))
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

function need(fields: Fields, name: string): string {
  const value = fields.get(name)?.trim()
  if (!value) throw new ModelImportError(`${name} is missing`)
  return value
}

/** The parameters after the trees name the booster; older files have none. */
const boosterOf = (text: string): string => /\n\[boosting: (\w+)\]/.exec(text)?.[1] ?? 'gbdt'

function objectiveOf(header: Fields): { objective: string; slope: number } {
  const [objective = '', ...parameters] = (header.get('objective') ?? 'none').split(' ')
  if (objective === 'cross_entropy') return { objective, slope: 1 }
  if (objective !== 'binary') {
    throw new ModelImportError(
      `the objective ${objective} is not known; binary and cross_entropy give a probability`,
    )
  }
  const slope = Number(parameters.find((text) => text.startsWith('sigmoid:'))?.slice(8) ?? 1)
  if (!(slope > 0 && slope < Infinity)) throw new ModelImportError('sigmoid of the objective is not positive')
  return { objective, slope }
}

function readTree(fields: Fields, t: number, scale: number): TreeJson {
  const invalid = (reason: string) => new ModelImportError(`tree ${t}: ${reason}`)
  if ((fields.get('is_linear') ?? '0') !== '0') {
    throw invalid('it has linear leaves, which a bundle cannot express')
  }
  const leaves = Number(need(fields, 'num_leaves'))
  if (!(Number.isInteger(leaves) && leaves >= 1 && leaves <= LIMITS.leaves)) {
    throw invalid(`${leaves} leaves; 1 to ${LIMITS.leaves} are accepted`)
  }
  const list = (name: string, count: number) => numbers(fields.get(name) ?? '', name, count, invalid)
  const nodes = leaves - 1
  const decisions = list('decision_type', nodes)
  if (
    decisions.some((decision) => !Number.isInteger(decision) || decision < 0 || decision >> 2 > MISSING.nan)
  ) {
    throw invalid('decision_type is not known')
  }
  if (fields.get('num_cat') !== '0' || decisions.some((decision) => decision & CATEGORICAL)) {
    throw invalid('it splits on categories, which a bundle cannot express; encode them as numbers')
  }
  return {
    feature: list('split_feature', nodes),
    threshold: list('threshold', nodes).map(float32Threshold),
    missing: decisions.map((decision) => (decision >> 2) as TreeJson['missing'][number]),
    defaultLeft: decisions.map((decision) => (decision & DEFAULT_LEFT ? 1 : 0)),
    left: list('left_child', nodes),
    right: list('right_child', nodes),
    cover: positive('internal_count', list('internal_count', nodes), invalid),
    leafValue: finite(list('leaf_value', leaves), invalid).map((value) => value * scale),
    leafCover: nodes === 0 ? [0] : list('leaf_count', leaves),
  }
}

type Invalid = (reason: string) => ModelImportError

function numbers(text: string, name: string, count: number, invalid: Invalid): number[] {
  const values = text.trim() === '' ? [] : text.trim().split(' ').map(readNumber)
  if (values.length !== count) throw invalid(`${name} has ${values.length} values, not ${count}`)
  if (values.some(Number.isNaN)) throw invalid(`${name} holds a value that is not a number`)
  return values
}

function readNumber(text: string): number {
  if (text === 'inf') return Infinity
  if (text === '-inf') return -Infinity
  return text === '' ? NaN : Number(text)
}

function finite(values: number[], invalid: Invalid): number[] {
  if (!values.every(Number.isFinite)) throw invalid('a leaf value is not finite')
  return values
}

/** LightGBM divides by the count of a node to explain it. */
function positive(name: string, values: number[], invalid: Invalid): number[] {
  if (!values.every((value) => value > 0)) throw invalid(`${name} must be positive`)
  return values
}
