import { build } from '../build.mjs'
import { findChromium } from '../chromium.mjs'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { StepError } from '../output.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** Takes the pictures of the documents anew; arguments name those to take. */
export async function run(args) {
  const browser = findChromium()
  if (!browser) throw new StepError('No Chromium was found. Install it or set CHROMIUM_PATH.')
  await install()
  await generate()
  await build()
  process.exitCode = await runOnTerminal(
    process.execPath,
    [packageBin('tsx'), 'scripts/take-pictures.ts', ...args],
    { env: { CHROMIUM_PATH: browser } },
  )
}
