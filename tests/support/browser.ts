import { type Browser, chromium } from 'playwright-core'

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the installed Chromium, headless. */
export function launchBrowser(): Promise<Browser> {
  // Chromium's sandbox does not run as root, the user of a plain CI container.
  const flags = process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH, headless: true, args: flags })
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
