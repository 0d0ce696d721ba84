import { monotonicMs } from '@/lib/platform/time'
import { singleton } from '@/lib/platform/singleton'

/** Callers that score one transaction at a time come again within so long, if they are busy at all. */
const RECENT_MS = 1_000

const last = () => singleton('scoring.foreground', () => ({ atMs: -Infinity }))

/** Somebody waits for a single score. */
export function noteForeground(): void {
  last().atMs = monotonicMs()
}

/** True while callers wait for single scores of this process: work that nobody waits for takes smaller steps. */
export const isScoringForOthers = (): boolean => monotonicMs() - last().atMs < RECENT_MS
