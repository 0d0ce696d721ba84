import { findTenantsToRetrain } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { whyUnavailable } from '../training-environment'
import { claimRetraining } from './claim'
import { runRetraining, type RunOptions } from './run-retraining'

/**
 * Works on the retrainings that wait, one after the other: a server trains one model at a time. Returns how many it worked on.
 * A server without a training environment leaves them to others.
 */
export async function runRetrainings(now: Date, options: RunOptions = {}): Promise<number> {
  if (whyUnavailable() !== null) return 0
  let worked = 0
  for (const tenantId of await findTenantsToRetrain(now)) {
    if (isDraining()) break
    const claim = await claimRetraining(tenantId, now)
    if (claim === null) continue
    await runRetraining(claim, options)
    worked += 1
  }
  return worked
}
