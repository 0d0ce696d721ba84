// Jest runs tests in their own realm, but native modules (onnxruntime-node) make and expect the host's typed arrays.
import './compiled-code.mjs'
import { TestEnvironment } from 'jest-environment-node'
import { cloneDatabase } from './clone-database.mjs'
import { mayShareModules, sharedEnvironment } from './shared-environment.mjs'
import { closePages, workerBrowser } from './worker-browser.mjs'

const SHARED_WITH_NATIVE_CODE = [
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
]

/**
 * Loaded models by their hash, of all tests with a database of a worker: they never change, and loading one takes a second.
 * The key is that of `singleton()`.
 */
const MODELS = Symbol.for('sentinel.models')
const models = new Map()
/** The key that `openBrowser()` reads. */
const BROWSER = Symbol.for('sentinel.browser')
const WITH_DATABASE = ['integration', 'e2e']

/**
 * A test file with the pragma `@own-database` gets a database of its own. It needs one if it runs a job, which works for all
 * tenants that other files have left, or reads query plans, which depend on their rows.
 */
class NodeEnvironment extends TestEnvironment {
  #ownDatabase
  #clone

  constructor(config, context) {
    super(config, context)
    for (const name of SHARED_WITH_NATIVE_CODE) this.global[name] = globalThis[name]
    if (WITH_DATABASE.includes(config.projectConfig.displayName?.name)) this.global[MODELS] = models
    this.global[BROWSER] = workerBrowser
    this.#ownDatabase = 'own-database' in context.docblockPragmas
  }

  async setup() {
    await super.setup()
    if (!this.#ownDatabase) return
    this.#clone = await cloneDatabase()
    Object.assign(this.global.process.env, this.#clone.settings)
  }

  /** What a test file leaves open, the next one must not find. */
  endFile() {
    return closePages()
  }

  async teardown() {
    await this.endFile()
    await this.#clone?.drop()
    await super.teardown()
  }
}

/** Jest calls it with `new`, once per test file. */
export default function chooseEnvironment(config, context) {
  const create = () => new NodeEnvironment(config, context)
  return mayShareModules(config, context) ? sharedEnvironment(config, create) : create()
}
