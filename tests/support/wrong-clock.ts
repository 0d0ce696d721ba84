/** Everything but `Date` stays as it is. */
const REAL = [
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
] as const

/** Sets the clock of this process, not that of the database, off by so much while `work` runs. */
export async function withWrongClock<T>(byMs: number, work: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ now: Date.now() + byMs, doNotFake: [...REAL] })
  try {
    return await work()
  } finally {
    jest.useRealTimers()
  }
}
