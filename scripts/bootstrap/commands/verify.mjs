import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { say, seconds, step, StepError } from '../output.mjs'
import { packageBin, runCaptured, runLogged } from '../run.mjs'

/** CI starts without the compiler's record of the last run and need not write one. */
const INCREMENTAL = process.env.CI ? ['--incremental', 'false'] : []

/** Slow ones first: they run two at a time. Called once the packages are installed. */
const checks = () => [
  ['types', [packageBin('typescript-native', 'tsc'), '--noEmit', '--checkers', '1', ...INCREMENTAL]],
  ['lint', [packageBin('oxlint')]],
  ['format', [packageBin('oxfmt'), '--check']],
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
