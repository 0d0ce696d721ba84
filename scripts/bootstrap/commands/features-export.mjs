import { install } from '../install.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** `npm run features:export -- --in FILE.csv[.gz] --out DIR` */
export async function run(args) {
  await install()
  process.exitCode = await runOnTerminal(process.execPath, [
    packageBin('tsx'),
    'scripts/features-export.ts',
    ...args,
  ])
}
