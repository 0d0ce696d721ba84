import { createFreshCache } from '@/lib/access/auth/fresh-cache'

afterEach(() => jest.restoreAllMocks())

const passMs = (ms: number) => {
  const later = performance.now() + ms
  jest.spyOn(performance, 'now').mockImplementation(() => later)
}
const make = () => createFreshCache<{ n: number }>({ max: 10, freshForMs: 1_000 })

function later() {
  let resolve: (value: { n: number } | null) => void = () => undefined
  const promise = new Promise<{ n: number } | null>((done) => (resolve = done))
  return { promise, resolve: (n: number) => resolve({ n }) }
}

test('keeps a value while it is fresh and loads it again afterwards', async () => {
  const cache = make()
  let loads = 0
  const load = async () => ({ n: ++loads })
  expect(await cache.get('a', load)).toEqual({ n: 1 })
  expect(await cache.get('a', load)).toEqual({ n: 1 })
  passMs(1_001)
  expect(await cache.get('a', load)).toEqual({ n: 2 })
})

test('callers at the same time share one load', async () => {
  const cache = make()
  const load = jest.fn(async () => ({ n: 1 }))
  await Promise.all([cache.get('a', load), cache.get('a', load), cache.get('b', load)])
  expect(load).toHaveBeenCalledTimes(2)
})

test('caches neither a missing value nor a failure', async () => {
  const cache = make()
  expect(await cache.get('a', async () => null)).toBeNull()
  await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await cache.get('a', async () => ({ n: 1 }))).toEqual({ n: 1 })
})

test('a load that began before an invalidation is not cached', async () => {
  const cache = make()
  const stale = later()
  const reading = cache.get('a', () => stale.promise)
  cache.forget('a')
  const fresh = cache.get('a', async () => ({ n: 2 }))
  stale.resolve(1)
  await reading
  expect(await fresh).toEqual({ n: 2 })
  expect(cache.peek('a')).toEqual({ n: 2 })
})

test('the age counts from the start of the load', async () => {
  const cache = make()
  const slow = later()
  const reading = cache.get('a', () => slow.promise)
  passMs(1_001)
  slow.resolve(1)
  await reading
  expect(cache.peek('a')).toBeUndefined()
})
