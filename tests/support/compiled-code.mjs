// Jest compiles every module anew for each test file. V8's code cache of the first compilation, which the worker keeps,
// saves most of that time.
import vm from 'node:vm'

const { compileFunction } = vm
const known = new Map()

vm.compileFunction = (source, parameters, options) => {
  const first = known.get(options.filename)
  if (first?.source === source)
    return compileFunction(source, parameters, { ...options, cachedData: first.cachedData })
  const compiled = compileFunction(source, parameters, { ...options, produceCachedData: true })
  if (compiled.cachedData) known.set(options.filename, { source, cachedData: compiled.cachedData })
  return compiled
}
