import { build } from '../build.mjs'
import { findChromium } from '../chromium.mjs'
import { generate } from '../generate.mjs'
import { install } from '../install.mjs'
import { say, StepError } from '../output.mjs'
import { packageBin, runOnTerminal } from '../run.mjs'
import { installKafka } from '../../kafka/install.mjs'
import { findJava } from '../../kafka/java.mjs'

const WITHOUT_BUILD = ['unit', 'integration', 'architecture']

/** Projects that SENTINEL_LTS_NODE runs, if it names another Node than the current one. */
const ON_LTS = ['unit', 'integration']
const ON_CURRENT = ['architecture', 'e2e']
/** A browser test waits for a tenth of its time, so one more than the cores of CI keeps them busy. */
const BROWSERS_AT_ONCE = 3

/** Runs jest; arguments go to it. `npm test -- --selectProjects unit` needs no build, so makes none. */
export async function run(args) {
  await install()
  await generate()
  const browser = needsBuild(args) ? await prepareEndToEnd() : null
  if (needs('integration', args)) await prepareKafka()
  const env = { NODE_ENV: 'test', ...(browser && { CHROMIUM_PATH: browser }) }
  const jest = (node, more) => runOnTerminal(node, [packageBin('jest'), ...more], { env })
  const lts = process.env.SENTINEL_LTS_NODE
  if (!lts) {
    process.exitCode = await jest(process.execPath, args)
    return
  }
  const workers = ['--maxWorkers', String(BROWSERS_AT_ONCE)]
  const current = await jest(process.execPath, [...args, ...workers, '--selectProjects', ...ON_CURRENT])
  const onLts = args.map((arg) => arg.replace(/^(--outputFile=.*)\.json$/, '$1-lts.json'))
  process.exitCode = (await jest(lts, [...onLts, '--selectProjects', ...ON_LTS])) || current
}

async function prepareEndToEnd() {
  const browser = findChromium()
  if (!browser && process.env.CI) {
    throw new StepError('No Chromium was found, and in CI the browser tests may not be skipped.')
  }
  if (!browser) {
    say(
      '\n⚠ NO CHROMIUM FOUND: the browser tests will be SKIPPED. Install Chromium or set CHROMIUM_PATH to run them.\n',
    )
  }
  await build()
  return browser
}

/** The tests of the stream are skipped without Java or without the files of Kafka. */
async function prepareKafka() {
  const skipped = 'the tests of the stream will be SKIPPED.'
  if (!findJava())
    return say(`\n⚠ NO JAVA 17 OR NEWER FOUND: ${skipped} Set JAVA_HOME or install a JRE to run them.\n`)
  try {
    await installKafka()
  } catch (error) {
    say(`\n⚠ KAFKA IS MISSING: ${skipped} ${error.message}\n`)
  }
}

/** True unless the arguments confine the run to projects, or to test files, that use no built server. */
function needsBuild(args) {
  const selected = selectedProjects(args)
  if (selected.length > 0) return selected.some((name) => !WITHOUT_BUILD.includes(name))
  const files = args.filter((arg) => arg.startsWith('tests/'))
  return files.length === 0 || files.some((file) => file.startsWith('tests/e2e'))
}

/** True unless the arguments select other projects, or files of other projects. */
function needs(project, args) {
  const selected = selectedProjects(args)
  const files = args.filter((arg) => arg.startsWith('tests/'))
  if (selected.length > 0 && !selected.includes(project)) return false
  return files.length === 0 || files.some((file) => file.startsWith(`tests/${project}`))
}

function selectedProjects(args) {
  const at = args.indexOf('--selectProjects')
  return at < 0 ? [] : upToNextFlag(args.slice(at + 1))
}

function upToNextFlag(args) {
  const end = args.findIndex((arg) => arg.startsWith('-') || arg.includes('/'))
  return end < 0 ? args : args.slice(0, end)
}
