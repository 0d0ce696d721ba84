import { install } from '../install.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** `npm run simulate -- --days 90 --seed 1 --out data.csv` */
export async function run(args) {
  await install()
  process.exitCode = await runOnTerminal(process.execPath, [
    packageBin('tsx'),
    'scripts/simulate.ts',
    ...args,
  ])
}
