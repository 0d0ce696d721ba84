/**
 * One instance per process. Next bundles instrumentation and routes apart, so a module-level variable
 * would exist once per bundle; the global registry does not.
 */
export function singleton<T>(name: string, create: () => T): T {
  const key = Symbol.for(`sentinel.${name}`)
  const registry = globalThis as unknown as Record<symbol, T | undefined>
  return (registry[key] ??= create())
}
