import { createWorkLimit } from '@/lib/access/auth/work-limit'

const tick = () => new Promise((resolve) => setImmediate(resolve))

function job() {
  let finish: () => void = () => undefined
  const done = new Promise<void>((resolve) => (finish = resolve))
  return { work: jest.fn(() => done), finish: () => finish() }
}

test('runs two at a time, lets twenty wait, and rejects the next with Retry-After', async () => {
  const limit = createWorkLimit({ inFlight: 2, waiting: 20, retryAfterSeconds: 2 })
  const jobs = Array.from({ length: 22 }, job)
  const runs = jobs.map(({ work }) => limit.run(work))
  await tick()
  expect(jobs.filter(({ work }) => work.mock.calls.length > 0)).toHaveLength(2)
  await expect(limit.run(async () => 'late')).rejects.toMatchObject({
    code: 'overloaded',
    retryAfterSeconds: 2,
  })
  jobs.forEach(({ finish }) => finish())
  await Promise.all(runs)
  expect(await limit.run(async () => 'now')).toBe('now')
})

test('a failed job frees its place', async () => {
  const limit = createWorkLimit({ inFlight: 1, waiting: 0, retryAfterSeconds: 1 })
  await expect(limit.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await limit.run(async () => 1)).toBe(1)
})

test('waiting jobs run in the order of arrival', async () => {
  const limit = createWorkLimit({ inFlight: 1, waiting: 5, retryAfterSeconds: 1 })
  const order: number[] = []
  const first = job()
  const runs = [limit.run(first.work), ...[1, 2, 3].map((n) => limit.run(async () => order.push(n)))]
  first.finish()
  await Promise.all(runs)
  expect(order).toEqual([1, 2, 3])
})
