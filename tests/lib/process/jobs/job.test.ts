import { startJob } from '@/lib/process/jobs/job'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

const EVERY_MS = 1_000
const turns = (count: number) => jest.advanceTimersByTimeAsync(count * EVERY_MS)

describe('a job', () => {
  it('runs at every interval until it is stopped', async () => {
    const run = jest.fn(() => Promise.resolve())
    const stop = startJob({ name: 'test', everyMs: EVERY_MS, run })
    await turns(3)
    stop()
    await turns(3)
    expect(run).toHaveBeenCalledTimes(3)
  })

  it('skips the intervals that pass while it still runs', async () => {
    let finish = (): void => undefined
    const run = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    const stop = startJob({ name: 'test', everyMs: EVERY_MS, run })
    await turns(3)
    expect(run).toHaveBeenCalledTimes(1)
    finish()
    await turns(1)
    expect(run).toHaveBeenCalledTimes(2)
    stop()
  })

  it('runs again after a failure', async () => {
    const run = jest.fn(() => Promise.reject(new Error('the database is away')))
    const stop = startJob({ name: 'test', everyMs: EVERY_MS, run })
    await turns(2)
    expect(run).toHaveBeenCalledTimes(2)
    stop()
  })
})
