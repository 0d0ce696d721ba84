import { StepError } from '../output.mjs'
import { ensurePython, INTERRUPTED, runTraining } from '../python.mjs'

/** `npm run evaluate -- --bundle NAME/VERSION`: reads the test slice, once, and writes the bundle's report. */
export async function run(args) {
  const exitCode = await runTraining(await ensurePython(), 'training.evaluate', args)
  if (exitCode === INTERRUPTED) process.exit(exitCode)
  if (exitCode !== 0) throw new StepError('The evaluation ended early.', { exitCode })
}
