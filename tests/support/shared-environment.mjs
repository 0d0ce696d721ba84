// Test files of a worker share one realm and its loaded modules: loading the product takes longer than most files run.
// Between two files everything that tests may change is put back: spies, timers, globals, the process's environment, and
// the state that the product keeps in `singleton()`.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fromRoot } from '../../scripts/bootstrap/paths.mjs'

/** Folders of tests whose files share modules. In the others each file has modules of its own. */
const FOLDERS = [
  'components',
  'e2e',
  'integration/access',
  'integration/desk/cases',
  'integration/desk/claims',
  'integration/desk/queue',
  'integration/desk/search',
  'integration/desk/watchlists',
  'integration/faults',
  'integration/messaging',
  'integration/scoring',
  'lib/access',
  'lib/contract',
  'lib/desk',
  'lib/governance',
  'lib/http',
  'lib/messaging',
  'lib/platform',
  'lib/process',
  'lib/scoring',
  'scripts',
]
/** A test file that replaces modules gets modules of its own. */
const REPLACES_MODULES = /\bjest\.(mock|doMock|unmock|setMock|resetModules|isolateModules)/
/** A file with one of these pragmas as well. */
const PRAGMAS = ['own-modules', 'own-database', 'jest-environment']
/** Bounds the memory of a worker. */
const MOST_FILES = 80

const OWN_STATE = /^sentinel\./
const STATE_OF_JEST =
  /^(JEST_STATE_SYMBOL|EVENT_HANDLERS|TEST_TIMEOUT_SYMBOL|RETRY_|WAIT_BEFORE_RETRY|LOG_ERRORS)/
/** Tests of components put them where there is no browser; loaded modules would take them for one. */
const OF_BROWSERS = ['window', 'document', 'localStorage', 'sessionStorage', 'EventSource', 'ResizeObserver']
/** Jest sets it for each file. */
const SET_BY_JEST = ['console']

let current = null

export function mayShareModules({ globalConfig }, { docblockPragmas, testPath }) {
  if (globalConfig.watch || globalConfig.watchAll || globalConfig.collectCoverage) return false
  const file = path.relative(fromRoot('tests'), testPath).replaceAll(path.sep, '/')
  if (!FOLDERS.some((folder) => file.startsWith(`${folder}/`))) return false
  if (PRAGMAS.some((pragma) => pragma in docblockPragmas)) return false
  return !REPLACES_MODULES.test(readFileSync(testPath, 'utf8'))
}

/** The environment of the file before, or a new one: for the first file of a project, after failures and now and then. */
export function sharedEnvironment({ projectConfig }, create) {
  if (current?.project !== projectConfig.id || current.isSpent()) {
    current?.end()
    current = share(create(), projectConfig.id)
  }
  current.begin()
  return current.environment
}

/** @returns how to begin a file in the environment, and how to end the environment after the last one */
function share(environment, project) {
  const { global } = environment
  const { teardown } = environment
  const putBack = recorder(global)
  let files = 0
  let hasFailed = false

  environment.sharesModules = true
  // What a failed test leaves behind must not fail the next file.
  environment.handleTestEvent = ({ name, test }) => {
    if (name === 'test_done' && test.errors.length > 0) hasFailed = true
  }
  environment.teardown = async () => {
    await environment.endFile()
    environment.fakeTimers.useRealTimers()
    environment.fakeTimersModern.useRealTimers()
    putBack()
    // Values of globals that were deleted or replaced: Jest would keep them to empty them at the end.
    environment._globalProxy.leftovers = []
  }
  return {
    project,
    environment,
    begin: () => (files += 1),
    isSpent: () => hasFailed || files >= MOST_FILES,
    end() {
      environment.sharesModules = false
      environment.runtime?.teardown()
      void teardown.call(environment)
    },
  }
}

/** Remembers the globals and the environment of the process; the result puts them back and deletes what tests kept. */
function recorder(global) {
  const names = Object.getOwnPropertyNames(global).filter((name) => !SET_BY_JEST.includes(name))
  const descriptors = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(global, name)]))
  const { exit } = global.process
  const variables = { ...global.process.env }
  // What node-environment.mjs keeps for all files: models and the browser.
  const kept = Object.getOwnPropertySymbols(global).filter(({ description }) => OWN_STATE.test(description))
  const values = kept.map((symbol) => global[symbol])

  return () => {
    global.process.exit = exit
    for (const name of Object.keys(global.process.env)) delete global.process.env[name]
    Object.assign(global.process.env, variables)
    for (const [name, first] of descriptors) {
      const now = Object.getOwnPropertyDescriptor(global, name)
      // An accessor of the host's global becomes its value once somebody reads it.
      const expected = first.get && now?.get !== first.get ? globalThis[name] : first.value
      if (first.configurable && now?.value !== expected) Object.defineProperty(global, name, first)
    }
    for (const name of OF_BROWSERS) if (!descriptors.has(name)) delete global[name]
    for (const symbol of Object.getOwnPropertySymbols(global)) {
      const { description } = symbol
      if (STATE_OF_JEST.test(description) || OWN_STATE.test(description)) delete global[symbol]
    }
    kept.forEach((symbol, i) => (global[symbol] = values[i]))
  }
}
