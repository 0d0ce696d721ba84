import { withTenant } from '@/lib/platform/db'
import { finishBeforeExit, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { singleton } from '@/lib/platform/singleton'
import { announce } from './announce'

const EVERY_MS = 250

interface ScoredCounts {
  count: number
  flagged: number
}

const waiting = singleton('live.scored', () => new Map<string, ScoredCounts>())

/**
 * Says within a quarter of a second that transactions were scored; what comes until then is said with it. In a transaction of
 * its own, so that scoring never waits for it: a crash may lose the hint, never a decision.
 */
export function announceScored(tenantId: string, { count, flagged }: ScoredCounts): void {
  const known = waiting.get(tenantId)
  if (!known) {
    waiting.set(tenantId, { count, flagged })
    return finishBeforeExit(writeSoon(tenantId))
  }
  known.count += count
  known.flagged += flagged
}

async function writeSoon(tenantId: string): Promise<void> {
  await aMoment()
  const payload = waiting.get(tenantId)
  waiting.delete(tenantId)
  if (!payload) return
  try {
    await withTenant({ tenantId }, (tx) => announce(tx, tenantId, { kind: 'transactions.scored', payload }))
  } catch (error) {
    log.warn({ err: error, tenantId }, 'announcing new scores to open pages failed')
  }
}

/** A server that drains does not wait for more. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      forget()
      resolve()
    }
    const timer = setTimeout(done, EVERY_MS).unref()
    const forget = whenDraining(done)
  })
}
