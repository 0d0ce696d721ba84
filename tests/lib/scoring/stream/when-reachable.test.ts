import { log } from '@/lib/platform/log'
import { whenReachable } from '@/lib/scoring/stream/worker/when-reachable'

jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => Promise.resolve(pauses.push(ms)) }))
const pauses: number[] = []
beforeEach(() => {
  pauses.splice(0)
  jest.spyOn(log, 'warn').mockImplementation()
})

const down = new Error('connect ECONNREFUSED')

it('repeats with growing pauses of up to 10 s until the database is reached', async () => {
  let attempts = 0
  const attempt = () => (++attempts < 8 ? Promise.reject(down) : Promise.resolve('ids'))
  await expect(whenReachable(attempt, new AbortController().signal)).resolves.toBe('ids')
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
})

it('ends when the worker is stopped', async () => {
  const stopping = new AbortController()
  const attempt = () => {
    stopping.abort()
    return Promise.reject(down)
  }
  await expect(whenReachable(attempt, stopping.signal)).rejects.toBe(stopping.signal.reason)
  expect(pauses).toHaveLength(1)
})
