// Jest runs tests in their own realm, but native modules (onnxruntime-node) make and expect the host's typed arrays.
import { TestEnvironment } from 'jest-environment-node'

const SHARED_WITH_NATIVE_CODE = [
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
]

export default class NodeEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    for (const name of SHARED_WITH_NATIVE_CODE) this.global[name] = globalThis[name]
  }
}
