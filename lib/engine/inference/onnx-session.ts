import { InferenceSession, Tensor } from 'onnxruntime-node'
import { snapToZero } from './trees'

const INPUT = 'features'
const OUTPUT = 'margin'

export interface OnnxSession {
  /**
   * Margins (log-odds) of n rows, row-major [n x featureCount]; NaN is missing. ONNX Runtime sums in float32.
   * @throws RangeError when the number of values is not n x featureCount.
   */
  predictMargins(rows: Float32Array, n: number): Promise<Float64Array>
}

/**
 * Opens a session on the bytes of a model.onnx. One thread per session: requests run in parallel, a request does not.
 * @throws Error when the model does not take "features" [n x featureCount] and give "margin".
 */
export async function openOnnxSession(model: Uint8Array, featureCount: number): Promise<OnnxSession> {
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  })
  checkSignature(session, featureCount)
  return {
    predictMargins: async (rows, n) => {
      if (rows.length !== n * featureCount) {
        throw new RangeError(`expected ${n} x ${featureCount} values, got ${rows.length}`)
      }
      if (n === 0) return new Float64Array()
      const input = new Tensor('float32', snapRows(rows), [n, featureCount])
      const { [OUTPUT]: output } = await session.run({ [INPUT]: input })
      return Float64Array.from(output!.data as Float32Array)
    },
  }
}

function checkSignature(session: InferenceSession, featureCount: number): void {
  const [input] = session.inputMetadata
  const width = input?.isTensor ? input.shape[1] : undefined
  if (session.inputNames.join() !== INPUT || width !== featureCount) {
    throw new Error(
      `it takes ${session.inputNames.join()} [n x ${width}], not ${INPUT} [n x ${featureCount}]`,
    )
  }
  if (session.outputNames.join() !== OUTPUT) {
    throw new Error(`it gives ${session.outputNames.join()}, not ${OUTPUT}`)
  }
}

/** Applies LightGBM's zero rule (`snapToZero`), which ONNX does not have. Copies only rows that it changes. */
function snapRows(rows: Float32Array): Float32Array {
  const needed = rows.some((x) => x !== 0 && snapToZero(x) === 0)
  return needed ? rows.map(snapToZero) : rows
}
