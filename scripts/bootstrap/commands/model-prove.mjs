import { install } from '../install.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** `npm run model:prove -- --model FILE --reference FILE` */
export async function run(args) {
  await install()
  process.exitCode = await runOnTerminal(process.execPath, [
    packageBin('tsx'),
    'scripts/prove-model.ts',
    ...args,
  ])
}
