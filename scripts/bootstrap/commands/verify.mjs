import path from 'node:path'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { say, seconds, step, StepError } from '../output.mjs'
import { STATE } from '../paths.mjs'
import { packageBin, runCaptured, runLogged } from '../run.mjs'

/** Results of the import rules depend on more than the file, so CI lints without a cache. */
const LINT_CACHE = process.env.CI
  ? []
  : ['--cache', '--cache-strategy', 'content', '--cache-location', path.join(STATE, 'eslint')]

/** Slow ones first: they run two at a time. Called once the packages are installed. */
const checks = () => [
  ['lint', [packageBin('eslint'), '.', '--max-warnings', '0', ...LINT_CACHE]],
  ['types', [packageBin('typescript-native', 'tsc'), '--noEmit']],
  ['promises', [packageBin('oxlint')]],
  ['format', [packageBin('prettier'), '--check', '.']],
  ['docs', ['scripts/check-doc-links.mjs']],
]
const AT_ONCE = 2

/** All checks that need no running system. Each runs even when another fails, so one look shows everything. */
export async function run() {
  await install()
  await generate()
  await step('Generating page types', () =>
    runLogged('typegen', process.execPath, [packageBin('next'), 'typegen']),
  )
  const failed = []
  const waiting = checks()
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const [name, args] = check
      if (!(await passes(name, args))) failed.push(name)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  if (failed.length > 0) throw new StepError(`Not in order: ${failed.join(', ')}.`)
}

/** Runs a check and prints its output at the end, so that two outputs do not mix. */
async function passes(name, args) {
  const startedAt = performance.now()
  const { code, output } = await runCaptured(name, process.execPath, args)
  say(`\n${output}${code === 0 ? '✔' : '✖'} ${name} ${seconds(performance.now() - startedAt)}`)
  return code === 0
}
