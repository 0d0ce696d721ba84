/* eslint-disable @typescript-eslint/no-require-imports -- Jest loads it with require() */
// Jest's runtime, except that test files in a shared environment (shared-environment.mjs) keep one runtime and its modules.
const path = require('node:path')
const { default: Runtime } = require('jest-runtime')

const TESTS = path.resolve(__dirname, '..') + path.sep
const SUPPORT = __dirname + path.sep
/** It holds the tests and hooks of one file. */
const FRAMEWORK = /[\\/]jest-circus[\\/]/

module.exports = class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig) {
    if (environment.runtime) return environment.runtime.begin(testPath)
    super(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig)
    if (environment.sharesModules) environment.runtime = this
  }

  begin(testPath) {
    this._testPath = testPath
    this.executor.testPath = testPath
    this.esmLoader.testPath = testPath
    this.testMainModule.reset()
    this.testState.state = 'loading'
    return this
  }

  teardown() {
    if (!this._environment.sharesModules) return super.teardown()
    this.restoreAllMocks()
    this.jestGlobals.clearJestObjectCache()
    const { moduleRegistry, internalModuleRegistry } = this.registries
    for (const file of moduleRegistry.keys()) if (this.#isOfOneFile(file)) moduleRegistry.delete(file)
    for (const file of internalModuleRegistry.keys()) {
      if (FRAMEWORK.test(file)) internalModuleRegistry.delete(file)
    }
  }

  /** Test files and what stands beside them; what is set up for each file. */
  #isOfOneFile(file) {
    if (this._config.setupFilesAfterEnv.includes(file)) return true
    return file.startsWith(TESTS) && !file.startsWith(SUPPORT)
  }
}
