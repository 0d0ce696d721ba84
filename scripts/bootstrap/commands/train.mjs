import { install } from '../install.mjs'
import { StepError } from '../output.mjs'
import { ensurePython, INTERRUPTED, runTraining } from '../python.mjs'

/** `npm run train -- --data FILE.csv[.gz]`: from a file of transactions to a bundle. `--help` names the rest. */
export async function run(args) {
  await install()
  const exitCode = await runTraining(await ensurePython(), 'training', args)
  if (exitCode === INTERRUPTED) process.exit(exitCode)
  if (exitCode !== 0) throw new StepError('The training ended early.', { exitCode })
}
