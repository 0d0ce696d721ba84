import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { say, seconds, StepError } from '../output.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'

/** All checks that need no running system. Each runs even when an earlier one failed, so one look shows everything. */
export async function run() {
  await install()
  await generate()
  const checks = [
    ['format', [packageBin('prettier'), '--check', '.']],
    ['lint', [packageBin('eslint'), '.', '--max-warnings', '0']],
    ['types', [packageBin('typescript', 'tsc'), '--noEmit']],
    ['docs', ['scripts/check-doc-links.mjs']],
  ]
  const failed = []
  for (const [name, args] of checks) {
    const startedAt = performance.now()
    say(`\n— ${name}`)
    const code = await runOnTerminal(process.execPath, args)
    say(`${code === 0 ? '✔' : '✖'} ${name} ${seconds(performance.now() - startedAt)}`)
    if (code !== 0) failed.push(name)
  }
  if (failed.length > 0) throw new StepError(`Not in order: ${failed.join(', ')}.`)
}
