// How the server's Node process is run, by `npm start`, the tests and the bench alike.
const HEAP_MB = 384
const YOUNG_MB = 32
/** What may be allocated until the whole heap is collected again; left to itself, every second batch would pay for that. */
const GROWTH_PERCENT = 60

/**
 * Left to itself, the heap grows as long as the machine has memory. Within these bounds the server stays below 500 MB under
 * load; SENTINEL_HEAP_MB gives it more.
 */
export function nodeFlags(heapMb = process.env.SENTINEL_HEAP_MB) {
  const heap = /^\d{3,5}$/.test(heapMb ?? '') ? heapMb : HEAP_MB
  return [
    `--max-old-space-size=${heap}`,
    `--max-semi-space-size=${YOUNG_MB}`,
    `--heap-growing-percent=${GROWTH_PERCENT}`,
  ]
}
