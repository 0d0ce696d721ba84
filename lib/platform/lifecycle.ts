/** Whether this process still takes new work. */
import { singleton } from './singleton'

const state = singleton('lifecycle', () => ({ draining: false }))

/** From now on readiness says no, while requests under way are finished. */
export function beginDraining(): void {
  state.draining = true
}

export const isDraining = (): boolean => state.draining
