/**
 * Writes trees as the ONNX model of a bundle: a TreeEnsembleRegressor (ai.onnx.ml 3) on float64, with input "features"
 * float32 [N, featureCount] and output "margin" float32 [N, 1]. The layout is that of ml/training/onnx_export.py; field
 * numbers are those of onnx.proto.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { MISSING, type TreeEnsemble } from './trees'

const FLOAT = 1
const DOUBLE = 11
const ATTRIBUTE_TYPE = { int: 2, text: 3, tensor: 4, ints: 7, texts: 8 } as const
const ML = 'ai.onnx.ml'

type Write = (writer: BinaryWriter) => unknown

/** An ensemble with splits that read zero as missing gets a second column per feature, in which zero is NaN. */
export function writeOnnx(trees: TreeEnsemble): Uint8Array {
  const zeroIsMissing = trees.missing.includes(MISSING.zero)
  const writer = new BinaryWriter()
  writer.tag(1, WireType.Varint).int64(8) // ir_version
  text(writer, 2, 'sentinel') // producer_name
  message(writer, 7, (graph) => {
    const columns = zeroIsMissing ? addZeroColumns(graph) : 'wide'
    addEnsemble(graph, trees, columns)
    text(graph, 2, 'fraud-margin')
    if (zeroIsMissing) {
      message(graph, 5, scalar('zero', 0))
      message(graph, 5, scalar('nan', NaN))
    }
    message(graph, 11, tensorInfo('features', trees.featureCount))
    message(graph, 12, tensorInfo('margin', 1))
  })
  message(writer, 8, operatorSet('', 17))
  message(writer, 8, operatorSet(ML, 3))
  return writer.finish()
}

/** Names the tensor [wide | wide with NaN for zero], of twice as many columns. */
function addZeroColumns(graph: BinaryWriter): string {
  message(graph, 1, node('Cast', ['features'], 'wide', [int('to', DOUBLE)]))
  message(graph, 1, node('Equal', ['wide', 'zero'], 'is_zero'))
  message(graph, 1, node('Where', ['is_zero', 'nan', 'wide'], 'without_zero'))
  message(graph, 1, node('Concat', ['wide', 'without_zero'], 'columns', [int('axis', 1)]))
  return 'columns'
}

function addEnsemble(graph: BinaryWriter, trees: TreeEnsemble, columns: string): void {
  if (columns === 'wide') message(graph, 1, node('Cast', ['features'], 'wide', [int('to', DOUBLE)]))
  const list = listNodes(trees)
  const attributes = [
    int('n_targets', 1),
    string('aggregate_function', 'SUM'),
    string('post_transform', 'NONE'),
    ints('nodes_treeids', list.tree),
    ints('nodes_nodeids', list.node),
    ints('nodes_featureids', list.feature),
    strings('nodes_modes', list.mode),
    doubles('nodes_values_as_tensor', list.threshold),
    ints('nodes_truenodeids', list.whenTrue),
    ints('nodes_falsenodeids', list.whenFalse),
    ints('nodes_missing_value_tracks_true', list.missingIsTrue),
    ints('target_treeids', list.leafTree),
    ints('target_nodeids', list.leafNode),
    ints(
      'target_ids',
      list.leafTree.map(() => 0),
    ),
    doubles('target_weights_as_tensor', [...trees.leafValue]),
  ]
  message(graph, 1, node('TreeEnsembleRegressor', [columns], 'margin', attributes, ML))
}

/** The operator's lists, one entry per node; of each tree the inner nodes first, then the leaves. */
function listNodes(trees: TreeEnsemble) {
  const list = {
    tree: [] as number[],
    node: [] as number[],
    feature: [] as number[],
    mode: [] as string[],
    threshold: [] as number[],
    whenTrue: [] as number[],
    whenFalse: [] as number[],
    missingIsTrue: [] as number[],
    leafTree: [] as number[],
    leafNode: [] as number[],
  }
  for (let t = 0; t < trees.treeCount; t++) {
    const first = trees.nodeStart[t]!
    const inner = trees.nodeStart[t + 1]! - first
    const leaves = trees.leafStart[t + 1]! - trees.leafStart[t]!
    const placeOf = (child: number) => (child >= 0 ? child - first : inner + ~child - trees.leafStart[t]!)
    for (let i = 0; i < inner + leaves; i++) {
      const split = first + i
      const isLeaf = i >= inner
      list.tree.push(t)
      list.node.push(i)
      list.feature.push(isLeaf ? 0 : columnOf(trees, split))
      list.mode.push(isLeaf ? 'LEAF' : 'BRANCH_LEQ')
      list.threshold.push(isLeaf ? 0 : trees.threshold[split]!)
      list.whenTrue.push(isLeaf ? 0 : placeOf(trees.left[split]!))
      list.whenFalse.push(isLeaf ? 0 : placeOf(trees.right[split]!))
      list.missingIsTrue.push(isLeaf ? 0 : Number(missingGoesLeft(trees, split)))
      if (!isLeaf) continue
      list.leafTree.push(t)
      list.leafNode.push(i)
    }
  }
  return list
}

const columnOf = (trees: TreeEnsemble, split: number): number =>
  trees.feature[split]! + (trees.missing[split] === MISSING.zero ? trees.featureCount : 0)

/** A split without a rule for missing values reads NaN as 0. */
const missingGoesLeft = (trees: TreeEnsemble, split: number): boolean =>
  trees.missing[split] === MISSING.none ? trees.threshold[split]! >= 0 : trees.defaultLeft[split] === 1

function node(type: string, inputs: string[], output: string, attributes: Write[] = [], domain = ''): Write {
  return (writer) => {
    for (const input of inputs) text(writer, 1, input)
    text(writer, 2, output)
    text(writer, 4, type)
    for (const attribute of attributes) message(writer, 5, attribute)
    if (domain) text(writer, 7, domain)
  }
}

function attribute(name: string, type: number, writeValue: Write): Write {
  return (writer) => {
    text(writer, 1, name)
    writeValue(writer)
    writer.tag(20, WireType.Varint).int32(type)
  }
}

const int = (name: string, value: number): Write =>
  attribute(name, ATTRIBUTE_TYPE.int, (writer) => writer.tag(3, WireType.Varint).int64(value))

const string = (name: string, value: string): Write =>
  attribute(name, ATTRIBUTE_TYPE.text, (writer) => text(writer, 4, value))

const strings = (name: string, values: readonly string[]): Write =>
  attribute(name, ATTRIBUTE_TYPE.texts, (writer) => values.forEach((value) => text(writer, 9, value)))

const ints = (name: string, values: readonly number[]): Write =>
  attribute(name, ATTRIBUTE_TYPE.ints, (writer) =>
    message(writer, 8, (packed) => values.forEach((value) => packed.uint32(value))),
  )

const doubles = (name: string, values: readonly number[]): Write =>
  attribute(name, ATTRIBUTE_TYPE.tensor, (writer) =>
    message(writer, 5, tensor(name, values, [values.length])),
  )

const scalar = (name: string, value: number): Write => tensor(name, [value], [])

function tensor(name: string, values: readonly number[], dims: readonly number[]): Write {
  return (writer) => {
    for (const dim of dims) writer.tag(1, WireType.Varint).int64(dim)
    writer.tag(2, WireType.Varint).int32(DOUBLE)
    text(writer, 8, name)
    writer.tag(9, WireType.LengthDelimited).bytes(littleEndian(values))
  }
}

function littleEndian(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => view.setFloat64(8 * i, value, true))
  return bytes
}

/** A float32 tensor [N, width]. */
function tensorInfo(name: string, width: number): Write {
  return (writer) => {
    text(writer, 1, name)
    message(writer, 2, (type) =>
      message(type, 1, (tensorType) => {
        tensorType.tag(1, WireType.Varint).int32(FLOAT)
        message(tensorType, 2, (shape) => {
          message(shape, 1, (dim) => text(dim, 2, 'N'))
          message(shape, 1, (dim) => dim.tag(1, WireType.Varint).int64(width))
        })
      }),
    )
  }
}

const operatorSet =
  (domain: string, version: number): Write =>
  (writer) => {
    if (domain) text(writer, 1, domain)
    writer.tag(2, WireType.Varint).int64(version)
  }

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value)
}

function message(writer: BinaryWriter, field: number, write: Write): void {
  writer.tag(field, WireType.LengthDelimited).fork()
  write(writer)
  writer.join()
}
