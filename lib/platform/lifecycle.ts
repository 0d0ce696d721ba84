/** Whether this process still takes new work, and what it finishes before it ends. */
import { singleton } from './singleton'

type Hold = (work: Promise<unknown>) => void

const state = singleton('lifecycle', () => ({ draining: false, hold: null as Hold | null }))
const atDraining = singleton('lifecycle.at-draining', () => new Set<() => void>())

/** From now on readiness says no, while requests under way are finished. */
export function beginDraining(): void {
  state.draining = true
  for (const act of atDraining) act()
}

/** Runs when draining begins, for work that would otherwise go on for ever. Returns how to take it back. */
export function whenDraining(act: () => void): () => void {
  atDraining.add(act)
  return () => void atDraining.delete(act)
}

export const isDraining = (): boolean => state.draining

/** Says how the server is told to wait for work that no answer waits for; `hold` throws outside of a request. */
export function holdExitWith(hold: Hold): void {
  state.hold = hold
}

/** The server ends after `work`, also where its request was answered before. Without a server, nothing waits. */
export function finishBeforeExit(work: Promise<unknown>): void {
  try {
    state.hold?.(work)
  } catch {
    // Not within a request: whoever started the work waits for it.
  }
}
