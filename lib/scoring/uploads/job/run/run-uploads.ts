import { findTenantsWithUploadWork } from '@/lib/platform/db'
import { finishBeforeExit, isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { singleton } from '@/lib/platform/singleton'
import { claimJob } from './claim'
import { runJob } from './run-job'
import { deletePieces, endIdleUploads, idleSince } from './tidy'

/** Institutions whose files a server process scores at the same time. */
const MAX_TENANTS = 2

const underWay = () => singleton('scoring.uploads.under-way', () => new Map<string, Promise<void>>())

/**
 * Begins to work on large files that wait, that nobody works on any more, or that have ended and still have pieces. Returns the
 * work that is under way: it lasts as long as the files, so a job that waited for it would leave other institutions waiting.
 */
export async function runUploads(now: Date): Promise<Promise<void>[]> {
  for (const tenantId of await findTenantsWithUploadWork(idleSince(now))) {
    if (isDraining() || underWay().size >= MAX_TENANTS) break
    if (underWay().has(tenantId)) continue
    const work = workFor(tenantId, now)
      .catch((err: unknown) => log.error({ err, tenantId }, 'the large files of an institution failed'))
      .finally(() => underWay().delete(tenantId))
    underWay().set(tenantId, work)
    finishBeforeExit(work)
  }
  return [...underWay().values()]
}

async function workFor(tenantId: string, now: Date): Promise<void> {
  await endIdleUploads(tenantId, now)
  await deletePieces(tenantId)
  const claim = await claimJob(tenantId)
  if (claim === null) return
  await runJob(claim)
  await deletePieces(tenantId)
}
