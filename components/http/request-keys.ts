/**
 * Idempotency keys of the requests of this tab. A request keeps its key until a response arrives: a double click, an
 * automatic retry and the user's own retry after a lost connection are one request.
 */
const keys = new Map<string, string>()

/** The key of a request with this content. */
export function keyOf(signature: string): string {
  const known = keys.get(signature)
  if (known !== undefined) return known
  const key = newKey()
  keys.set(signature, key)
  return key
}

/** The next request with this content is another one. */
export const forgetKey = (signature: string): boolean => keys.delete(signature)

/** Not crypto.randomUUID(): browsers offer it on secure origins only. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
