// Flags of Node and Next for the server, used by `npm start`, the tests and the bench.
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

/** Longer than the 60 s that load balancers keep an idle connection: the side that reuses connections must end them. */
const KEEP_ALIVE_SECONDS = 65

/** Next's option for how long an idle connection stays open. SENTINEL_KEEP_ALIVE_SECONDS changes it. */
export function keepAliveOption(seconds = process.env.SENTINEL_KEEP_ALIVE_SECONDS) {
  const kept = /^[1-9]\d{0,3}$/.test(seconds ?? '') ? Number(seconds) : KEEP_ALIVE_SECONDS
  return ['--keepAliveTimeout', String(kept * 1000)]
}
