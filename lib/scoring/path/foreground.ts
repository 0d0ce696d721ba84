/** Single scores of this process, for which callers wait: work that nobody waits for gives way to them. */
import { monotonicMs } from '@/lib/platform/time'
import { singleton } from '@/lib/platform/singleton'

/** Callers that score one transaction at a time come again within so long, if they are busy at all. */
const RECENT_MS = 1_000

interface Foreground {
  lastMs: number
  inFlight: number
  /** Called once no single score is in flight. */
  idle: Set<() => void>
}

const foreground = () =>
  singleton('scoring.foreground', (): Foreground => ({ lastMs: -Infinity, inFlight: 0, idle: new Set() }))

/** Runs a single score for which a caller waits. */
export async function inForeground<T>(work: () => Promise<T>): Promise<T> {
  const scores = foreground()
  scores.inFlight += 1
  try {
    return await work()
  } finally {
    scores.inFlight -= 1
    scores.lastMs = monotonicMs()
    if (scores.inFlight === 0) for (const resume of [...scores.idle]) resume()
  }
}

/** True while callers wait for single scores of this process, or came so recently that they may come again: other work takes smaller steps. */
export function isScoringForOthers(recentMs = RECENT_MS): boolean {
  const { inFlight, lastMs } = foreground()
  return inFlight > 0 || monotonicMs() - lastMs < recentMs
}

/** Resolves once no single score is in flight, and after `mostMs` all the same: work that gives way must end, too. */
export async function foregroundIdle(mostMs: number): Promise<void> {
  const { inFlight, idle } = foreground()
  if (inFlight === 0) return
  await new Promise<void>((resolve) => {
    const resume = () => {
      clearTimeout(timer)
      idle.delete(resume)
      resolve()
    }
    const timer = setTimeout(resume, mostMs)
    idle.add(resume)
  })
}
