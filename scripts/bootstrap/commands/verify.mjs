import path from 'node:path'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { say, seconds, step, StepError } from '../output.mjs'
import { STATE } from '../paths.mjs'
import { packageBin, runLogged, runOnTerminal } from '../run.mjs'

/** Type-aware results depend on more than the file, so the judge of record starts without them. */
const LINT_CACHE = process.env.CI
  ? []
  : ['--cache', '--cache-strategy', 'content', '--cache-location', path.join(STATE, 'eslint')]

/** All checks that need no running system. Each runs even when an earlier one failed, so one look shows everything. */
export async function run() {
  await install()
  await generate()
  await step('Generating page types', () =>
    runLogged('typegen', process.execPath, [packageBin('next'), 'typegen']),
  )
  const checks = [
    ['format', [packageBin('prettier'), '--check', '.']],
    ['lint', [packageBin('eslint'), '.', '--max-warnings', '0', ...LINT_CACHE]],
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
