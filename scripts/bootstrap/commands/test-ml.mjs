import { install } from '../install.mjs'
import { ensurePython } from '../python.mjs'
import { runOnTerminal } from '../run.mjs'

/** Tests of the training code; arguments go to pytest. Some of them run the features export, which is TypeScript. */
export async function run(args) {
  await install()
  const python = await ensurePython()
  const env = { SENTINEL_NODE: process.execPath }
  process.exitCode = await runOnTerminal(python, ['-m', 'pytest', 'ml/tests', '-q', ...args], { env })
}
