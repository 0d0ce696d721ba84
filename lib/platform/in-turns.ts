/** Long computations in steps, so that other work of the process goes on meanwhile. */
import { setImmediate as othersFirst } from 'node:timers/promises'

/** A computation that yields between its steps and returns its result. */
export type Steps<T> = Generator<void, T>

/** Shorter than a score takes, so that no request waits noticeably. */
const TURN_MS = 4

export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same result; everything else that waits runs after each few milliseconds. */
export async function runInTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const end = performance.now() + TURN_MS
    while (performance.now() < end) {
      const step = steps.next()
      if (step.done) return step.value
    }
    await othersFirst()
  }
}
