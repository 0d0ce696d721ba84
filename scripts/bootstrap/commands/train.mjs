import { existsSync } from 'node:fs'
import path from 'node:path'
import { install } from '../install.mjs'
import { say, StepError } from '../output.mjs'
import { fromRoot } from '../paths.mjs'
import { ensurePython } from '../python.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

const USAGE = 'Usage: npm run train -- --data FILE.csv[.gz] [--version 1.0.1] [more options of the training]'
const TABLE = '.sentinel/training-table'

/** Builds the training table with the serving features, then trains on it in a Python environment of its own. */
export async function run(args) {
  const at = args.indexOf('--data')
  const data = args[at + 1]
  if (at < 0 || !data) throw new StepError(USAGE)
  if (!existsSync(data)) throw new StepError(`${data} does not exist. ${USAGE}`)
  const rest = args.toSpliced(at, 2)

  await install()
  const python = await ensurePython()
  say('Making the training table')
  const exported = ['scripts/features-export.ts', '--in', path.resolve(data), '--out', fromRoot(TABLE)]
  await runOrFail(process.execPath, [packageBin('tsx'), ...exported])
  say('Training')
  await runOrFail(python, ['-m', 'training.train', '--table', fromRoot(TABLE), ...rest], {
    env: { PYTHONPATH: fromRoot('ml') },
  })
}

async function runOrFail(command, args, options) {
  const exitCode = await runOnTerminal(command, args, options)
  if (exitCode !== 0) throw new StepError(`${path.basename(command)} failed.`, { exitCode })
}
