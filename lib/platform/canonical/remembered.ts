import { LRUCache } from 'lru-cache'
import { singleton } from '../singleton'

/** A function that remembers its last 20,000 results: spellings return often, and some take 20 microseconds. */
export const remembered =
  <T extends object | string>(name: string, compute: (text: string) => T) =>
  (text: string): T => {
    const known = singleton(`canonical.${name}`, () => new LRUCache<string, T>({ max: 20_000 }))
    const found = known.get(text)
    if (found !== undefined) return found
    const computed = compute(text)
    known.set(text, computed)
    return computed
  }
