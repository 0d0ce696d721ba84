import { InferenceSession, Tensor } from 'onnxruntime-node'
import { snapToZero } from '@/lib/engine/inference/trees'
import { bytesField, type Field, readFields, varintField, writeFields } from './protobuf'

// Field numbers of onnx.proto.
const MODEL_GRAPH = 7
const GRAPH = { node: 1, output: 12 }
const NODE_ATTRIBUTE = 5
const ATTRIBUTE = { name: 1, int: 3, tensor: 5, ints: 8 }
const TENSOR = { dims: 1, type: 2, raw: 9 }
const DOUBLE = 11

/**
 * A session on the splits of a model.onnx with one output per tree instead of the sum: the number of the leaf that the row
 * reaches. It shows each branch that ONNX Runtime takes.
 */
export async function openLeafSession(model: Buffer, treeCount: number) {
  const session = await InferenceSession.create(takeApart(model, treeCount), { intraOpNumThreads: 1 })
  return async (rows: Float32Array, n: number): Promise<Float32Array> => {
    const output = await session.run({
      features: new Tensor('float32', rows.map(snapToZero), [n, rows.length / n]),
    })
    return output.margin!.data as Float32Array
  }
}

function takeApart(model: Buffer, treeCount: number): Buffer {
  return within(model, MODEL_GRAPH, (graph) =>
    within(
      within(graph, GRAPH.node, (node) => leavesAsTargets(node, treeCount)),
      GRAPH.output,
      () => anyFloatTensor('margin'),
    ),
  )
}

function leavesAsTargets(node: Buffer, treeCount: number): Buffer {
  const attributes = readFields(node).filter(({ number }) => number === NODE_ATTRIBUTE)
  const nameOf = (attribute: Buffer) => textOf(attribute, ATTRIBUTE.name)
  const treeIds = attributes
    .map(({ value }) => value as Buffer)
    .filter((attribute) => nameOf(attribute) === 'target_treeids')
    .flatMap((attribute) => readFields(attribute).filter(({ number }) => number === ATTRIBUTE.ints))
    .map(({ value }) => value as number)
  const seen = new Map<number, number>()
  const leafNumbers = treeIds.map((tree) => {
    seen.set(tree, (seen.get(tree) ?? -1) + 1)
    return seen.get(tree)!
  })
  const replaced: Record<string, [number, Field[]]> = {
    n_targets: [ATTRIBUTE.int, [varintField(ATTRIBUTE.int, treeCount)]],
    target_ids: [ATTRIBUTE.ints, treeIds.map((tree) => varintField(ATTRIBUTE.ints, tree))],
    target_weights_as_tensor: [ATTRIBUTE.tensor, [bytesField(ATTRIBUTE.tensor, doubles(leafNumbers))]],
  }
  const fields = readFields(node).filter(
    ({ number, value }) => number !== NODE_ATTRIBUTE || nameOf(value as Buffer) !== 'base_values',
  )
  return writeFields(
    fields.map((field) => {
      if (field.number !== NODE_ATTRIBUTE) return field
      const attribute = field.value as Buffer
      const replacement = replaced[nameOf(attribute)]
      if (!replacement) return field
      const kept = readFields(attribute).filter(({ number }) => number !== replacement[0])
      return bytesField(NODE_ATTRIBUTE, writeFields([...kept, ...replacement[1]]))
    }),
  )
}

function within(message: Buffer, number: number, change: (inner: Buffer) => Buffer): Buffer {
  return writeFields(
    readFields(message).map((field) =>
      field.number === number ? bytesField(number, change(field.value as Buffer)) : field,
    ),
  )
}

function textOf(message: Buffer, number: number): string {
  return readFields(message)
    .filter((field) => field.number === number)
    .map(({ value }) => (value as Buffer).toString())
    .join('')
}

function doubles(values: number[]): Buffer {
  return writeFields([
    varintField(TENSOR.dims, values.length),
    varintField(TENSOR.type, DOUBLE),
    bytesField(TENSOR.raw, Buffer.from(Float64Array.from(values).buffer)),
  ])
}

/** ValueInfoProto of a float tensor without a shape. */
function anyFloatTensor(name: string): Buffer {
  const tensorType = writeFields([varintField(1, 1)])
  const type = writeFields([bytesField(1, tensorType)])
  return writeFields([bytesField(1, Buffer.from(name)), bytesField(2, type)])
}
