import { readFileSync } from 'node:fs'
import path from 'node:path'
import { checkOnnxContents } from '@/lib/engine/inference/onnx-contents'
import { BUNDLES } from './support/bundle'

/** One length-delimited field of a protobuf message, or one number. */
const field = (number: number, content: Buffer | string | number): Buffer => {
  if (typeof content === 'number') return Buffer.from([...varint(number * 8), ...varint(content)])
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes])
}
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
}
const message = (...fields: Buffer[]): Buffer => Buffer.concat(fields)
const modelOf = (...graph: Buffer[]): Buffer => message(field(1, 8), field(7, message(...graph)))
const nodeOf = (operator: string, ...more: Buffer[]): Buffer => field(1, message(field(4, operator), ...more))

test.each(BUNDLES)('accepts the model of %s', (dir) => {
  expect(() => checkOnnxContents(readFileSync(path.join(dir, 'model.onnx')))).not.toThrow()
})

test('accepts trees of the domain ai.onnx.ml and a tensor in the file', () => {
  const trees = nodeOf('TreeEnsembleRegressor', field(7, 'ai.onnx.ml'), field(5, field(1, 'n_targets')))
  expect(() => checkOnnxContents(modelOf(trees, field(5, field(8, 'bias'))))).not.toThrow()
})

test.each<[string, Buffer, RegExp]>([
  ['a loop', modelOf(nodeOf('Loop')), /operator Loop/],
  ['an operator that makes its output large', modelOf(nodeOf('Tile')), /operator Tile/],
  ['an operator of another domain', modelOf(nodeOf('Add', field(7, 'com.microsoft'))), /com\.microsoft\.Add/],
  ['a graph inside a node', modelOf(nodeOf('Add', field(5, field(6, 'body')))), /graph inside/],
  ['a function', message(field(25, 'f')), /functions/],
  ['weights in another file', modelOf(field(5, field(13, 'location'))), /another file/],
  ['weights that are marked as external', modelOf(field(5, field(14, 1))), /another file/],
  [
    'a constant in another file',
    modelOf(nodeOf('Constant', field(5, field(5, field(14, 1))))),
    /another file/,
  ],
  ['a sparse tensor', modelOf(field(15, 'x')), /sparse/],
  ['a field that ends too early', modelOf(nodeOf('Add')).subarray(0, 8), /middle of a field/],
  ['a group, which protobuf no longer has', Buffer.from([11]), /unknown type 3/],
])('rejects %s', (_, model, reason) => {
  expect(() => checkOnnxContents(model)).toThrow(reason)
})
