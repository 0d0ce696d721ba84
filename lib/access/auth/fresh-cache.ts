import { LRUCache } from 'lru-cache'

/** Caches results for a short time and in a limited number. A missing result is not cached. */
export interface FreshCache<V> {
  /** The cached result while it is fresh. */
  peek(key: string): V | undefined
  /** The fresh result, loaded when needed; concurrent callers share one load. */
  get(key: string, load: () => Promise<V | null>): Promise<V | null>
  /** The next caller loads again, even while a load is running. */
  forget(key: string): void
  clear(): void
}

export function createFreshCache<V extends object>(options: {
  max: number
  freshForMs: number
}): FreshCache<V> {
  const known = new LRUCache<string, { value: V; loadedAt: number }>({ max: options.max })
  const loading = new Map<string, Promise<V | null>>()

  function peek(key: string): V | undefined {
    const entry = known.get(key)
    return entry && performance.now() - entry.loadedAt < options.freshForMs ? entry.value : undefined
  }

  function start(key: string, load: () => Promise<V | null>): Promise<V | null> {
    // The age counts from the start of the load: a change during the load must not live longer.
    const loadedAt = performance.now()
    const result = load()
      .then((value) => {
        if (loading.get(key) !== result) return value
        if (value) known.set(key, { value, loadedAt })
        else known.delete(key)
        return value
      })
      .finally(() => {
        if (loading.get(key) === result) loading.delete(key)
      })
    loading.set(key, result)
    return result
  }

  return {
    peek,
    async get(key, load) {
      return peek(key) ?? (await (loading.get(key) ?? start(key, load)))
    },
    forget(key) {
      known.delete(key)
      loading.delete(key)
    },
    clear() {
      known.clear()
      loading.clear()
    },
  }
}
