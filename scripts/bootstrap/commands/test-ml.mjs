import { ensurePython } from '../python.mjs'
import { runOnTerminal } from '../run.mjs'

/** Tests of the training code; arguments go to pytest. */
export async function run(args) {
  const python = await ensurePython()
  process.exitCode = await runOnTerminal(python, ['-m', 'pytest', 'ml/tests', '-q', ...args])
}
