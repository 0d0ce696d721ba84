/**
 * What a model.onnx may hold. A bundle can come from an upload, and ONNX Runtime would run loops and read other files of the
 * server where the graph says so.
 */
const DOMAINS = ['', 'ai.onnx', 'ai.onnx.ml']
/** Trees, and operators whose result is not larger than their inputs together. */
const OPERATORS = (
  'TreeEnsemble TreeEnsembleRegressor TreeEnsembleClassifier Identity Constant Cast Add Sub Mul Div Sum Neg Abs Exp Log ' +
  'Sigmoid Min Max Clip IsNaN Equal Less LessOrEqual Greater GreaterOrEqual Not And Or Where Reshape Flatten Squeeze ' +
  'Unsqueeze Concat Slice Gather'
).split(' ')

/** Field numbers of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). */
const MODEL = { graph: 7, trainingInfo: 20, functions: 25 }
const GRAPH = { node: 1, initializer: 5, sparseInitializer: 15 }
const NODE = { operator: 4, attribute: 5, domain: 7 }
const ATTRIBUTE = { tensor: 5, graph: 6, tensors: 10, graphs: 11, sparseTensor: 22, sparseTensors: 23 }
const TENSOR = { externalData: 13, dataLocation: 14 }

/**
 * Checks a serialized ONNX model before a session is made of it.
 * @throws Error where it has an operator that a model of trees does not need, a graph inside a node, or data in another file
 */
export function checkOnnxContents(model: Uint8Array): void {
  const bytes = Buffer.from(model.buffer, model.byteOffset, model.byteLength)
  for (const { field, content } of fieldsOf(bytes)) {
    if (field === MODEL.functions || field === MODEL.trainingInfo)
      throw new Error('it defines functions of its own')
    if (field === MODEL.graph) checkGraph(content)
  }
}

function checkGraph(graph: Buffer): void {
  for (const { field, content } of fieldsOf(graph)) {
    if (field === GRAPH.node) checkNode(content)
    if (field === GRAPH.initializer) checkTensor(content)
    if (field === GRAPH.sparseInitializer) throw new Error('it has a sparse tensor')
  }
}

function checkNode(node: Buffer): void {
  let domain = ''
  let operator = ''
  for (const { field, content } of fieldsOf(node)) {
    if (field === NODE.domain) domain = content.toString('utf8')
    if (field === NODE.operator) operator = content.toString('utf8')
    if (field === NODE.attribute) checkAttribute(content)
  }
  if (!DOMAINS.includes(domain) || !OPERATORS.includes(operator)) {
    throw new Error(
      `it has the operator ${[domain, operator].filter(Boolean).join('.')}, which a model of trees does not need`,
    )
  }
}

function checkAttribute(attribute: Buffer): void {
  const { tensor, tensors, graph, graphs, sparseTensor, sparseTensors } = ATTRIBUTE
  for (const { field, content } of fieldsOf(attribute)) {
    if (field === tensor || field === tensors) checkTensor(content)
    if (field === graph || field === graphs) throw new Error('it has a graph inside a node')
    if (field === sparseTensor || field === sparseTensors) throw new Error('it has a sparse tensor')
  }
}

function checkTensor(tensor: Buffer): void {
  for (const { field } of fieldsOf(tensor)) {
    if (field === TENSOR.externalData || field === TENSOR.dataLocation)
      throw new Error('it has data in another file')
  }
}

interface ProtobufField {
  field: number
  /** Empty for numbers. */
  content: Buffer
}

const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 }
const EMPTY = Buffer.alloc(0)

/** The fields of a protobuf message, in order (https://protobuf.dev/programming-guides/encoding). */
function* fieldsOf(message: Buffer): Generator<ProtobufField> {
  let at = 0
  const readVarint = (): number => {
    let value = 0
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = message[at++]
      if (byte === undefined) throw new Error('it ends in the middle of a field')
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new Error('it has a number of more than ten bytes')
  }
  while (at < message.length) {
    const tag = readVarint()
    const wire = tag % 8
    let content: Buffer = EMPTY
    if (wire === WIRE.varint) readVarint()
    else if (wire === WIRE.fixed64) at += 8
    else if (wire === WIRE.fixed32) at += 4
    else if (wire === WIRE.bytes) {
      const length = readVarint()
      content = message.subarray(at, at + length)
      at += length
    } else throw new Error(`it has a field of the unknown type ${wire}`)
    if (at > message.length) throw new Error('it ends in the middle of a field')
    yield { field: Math.floor(tag / 8), content }
  }
}
