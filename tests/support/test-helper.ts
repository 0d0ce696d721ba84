/** A helper process for tests of lib/platform/helper-process.ts. */
import { serveHelper } from '@/lib/platform/serve-helper'

serveHelper({
  double: (values: Float64Array) => Promise.resolve(new Map([['doubled', values.map((value) => 2 * value)]])),
  environment: () => Promise.resolve(Object.keys(process.env)),
  fail: (message: string) =>
    Promise.reject(Object.assign(new Error(message), { name: 'OwnError', file: 'trees.json' })),
  end: () => Promise.resolve(process.exit(3)),
  hang: () => new Promise(() => undefined),
})
