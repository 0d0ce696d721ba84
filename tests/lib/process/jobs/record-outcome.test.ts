import { AppError } from '@/lib/platform/errors'
import { outcomeRecorder } from '@/lib/process/jobs/record-outcome'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

const run = (error: unknown = null) => ({ name: 'test', everyMs: 1_000, durationMs: 5, error })

describe('the outcomes of a job that runs every second', () => {
  it('are stored once a minute', async () => {
    const store = jest.fn(() => Promise.resolve())
    const record = outcomeRecorder(store)
    for (let second = 0; second < 121; second++) {
      await record(run())
      jest.advanceTimersByTime(1_000)
    }
    expect(store).toHaveBeenCalledTimes(3)
  })

  it('are stored at once where the job begins to fail, and then once a minute', async () => {
    const store = jest.fn(() => Promise.resolve())
    const record = outcomeRecorder(store)
    await record(run())
    for (let second = 0; second < 30; second++) {
      jest.advanceTimersByTime(1_000)
      await record(run(new AppError('database-unavailable')))
    }
    expect(store.mock.calls.map(([outcome]: unknown[]) => outcome)).toEqual([
      { name: 'test', everyMs: 1_000, durationMs: 5, failure: null },
      { name: 'test', everyMs: 1_000, durationMs: 5, failure: 'database-unavailable' },
    ])
  })

  it('name no message, because every institution reads them', async () => {
    const store = jest.fn((_: { failure: string | null }) => Promise.resolve())
    await outcomeRecorder(store)(run(new TypeError('account C-17 of a bank')))
    expect(store.mock.calls[0]?.[0].failure).toBe('TypeError')
  })

  it('are dropped where they cannot be stored', async () => {
    await outcomeRecorder(() => Promise.reject(new Error('the database is away')))(run())
  })
})
