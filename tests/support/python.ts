import { existsSync } from 'node:fs'
import { pythonPath } from '@/lib/governance/retraining/training-environment'

/** `describe` for tests that train: skipped with a message without the Python environment, failing in CI. */
export function describeWithPython(name: string, tests: () => void): void {
  if (existsSync(pythonPath())) return describe(name, tests)
  if (process.env.CI) {
    return describe(name, () => {
      it('finds the Python environment', () => {
        throw new Error(`${pythonPath()} is missing. npm run test:ml makes it.`)
      })
    })
  }
  console.warn(`SKIPPED, no Python environment (npm run test:ml makes it): ${name}`)
  describe.skip(name, tests)
}
