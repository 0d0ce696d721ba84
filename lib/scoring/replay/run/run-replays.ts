import { inBackground } from '@/lib/platform/background'
import { findTenantsToReplay } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { singleton } from '@/lib/platform/singleton'
import { claimReplay } from './lease'
import { runReplay } from './run-replay'

/** Replays that one server process works on at the same time. */
const MOST = 4
const running = () => singleton('scoring.replays', () => new Set<string>())

/** Takes the replays that no process works on, and leaves them running. Returns how many it took. */
export async function runReplays(): Promise<number> {
  let taken = 0
  for (const tenantId of await findTenantsToReplay()) {
    if (isDraining() || running().size >= MOST) break
    const claim = await claimReplay(tenantId)
    if (claim === null) continue
    taken += 1
    running().add(claim.row.id)
    inBackground('replay', () => runReplay(claim).finally(() => running().delete(claim.row.id)))
  }
  return taken
}
