import { AppError } from '@/lib/platform/errors'

/** Runs a limited number of jobs at a time, lets a limited number wait, and rejects the rest. */
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

  // A finished job passes its place on, so that a new job cannot overtake the waiting ones.
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
