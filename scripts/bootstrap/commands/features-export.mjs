import { install } from '../install.mjs'
import { INTERRUPTED } from '../python.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** `npm run features:export -- --in FILE.csv[.gz] --out DIR`; with `--check` only the report of the file. */
export async function run(args) {
  await install()
  const script = [packageBin('tsx'), 'scripts/features-export.ts', ...args]
  process.exitCode = await runOnTerminal(process.execPath, script)
  if (process.exitCode === INTERRUPTED) process.stderr.write('\nStopped.\n')
}
