import { AppError } from '@/lib/platform/errors'

/** Runs a bounded number of jobs at a time and lets a bounded number wait; the rest is rejected at once. */
export interface WorkLimit {
  run<T>(work: () => Promise<T>): Promise<T>
}

export function createWorkLimit(options: {
  inFlight: number
  waiting: number
  retryAfterSeconds: number
}): WorkLimit {
  const queue: (() => void)[] = []
  let running = 0

  async function enter(): Promise<void> {
    if (running < options.inFlight) {
      running += 1
      return
    }
    if (queue.length >= options.waiting) {
      throw new AppError('overloaded', { retryAfterSeconds: options.retryAfterSeconds })
    }
    await new Promise<void>((resolve) => queue.push(resolve))
  }

  // A finished job hands its place on, so that a newcomer cannot overtake those who wait.
  function leave(): void {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }

  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
