// Node flags of the server, used by `npm start`, the tests and the bench.
const HEAP_MB = 384
const YOUNG_MB = 32
/** Heap growth between full collections. With Node's default, every second batch would trigger one. */
const GROWTH_PERCENT = 60

/**
 * Without these bounds the heap grows as long as the machine has memory. With them the server stays below 500 MB under
 * load; SENTINEL_HEAP_MB raises the limit.
 */
export function nodeFlags(heapMb = process.env.SENTINEL_HEAP_MB) {
  const heap = /^\d{3,5}$/.test(heapMb ?? '') ? heapMb : HEAP_MB
  return [
    `--max-old-space-size=${heap}`,
    `--max-semi-space-size=${YOUNG_MB}`,
    `--heap-growing-percent=${GROWTH_PERCENT}`,
  ]
}
