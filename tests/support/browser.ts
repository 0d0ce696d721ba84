import type { Browser } from 'playwright-core'

/** The browser of the worker, which its test files share; `node-environment.mjs` closes the pages that a file leaves. */
export function openBrowser(): Promise<Browser> {
  const { [Symbol.for('sentinel.browser')]: open } = globalThis as unknown as Record<
    symbol,
    (() => Promise<Browser>) | undefined
  >
  if (!open) throw new Error('Only tests have a shared browser.')
  return open()
}

/** `describe` for tests that need a browser: skipped with a message without one, failing in CI. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (process.env.CHROMIUM_PATH) return describe(name, tests)
  if (process.env.CI) {
    return describe(name, () => {
      it('finds a Chromium', () => {
        throw new Error('No Chromium was found. Install it or set CHROMIUM_PATH.')
      })
    })
  }
  console.warn(`SKIPPED, no Chromium found: ${name}`)
  describe.skip(name, tests)
}
