/** FNV-1a (Fowler, Noll, Vo), 32 bits, over UTF-16 code units. The probability of a false match among 32 is below 1e-8. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}
