import { build } from '../build.mjs'
import { findChromium } from '../chromium.mjs'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** Measures against its own database and server; arguments go to the bench. */
export async function run(args) {
  await install()
  await generate()
  await build()
  process.env.CHROMIUM_PATH ??= findChromium() ?? ''
  process.exitCode = await runOnTerminal(process.execPath, [packageBin('tsx'), 'scripts/bench.ts', ...args])
}
