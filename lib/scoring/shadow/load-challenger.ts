import type { Model } from '@/lib/engine/inference'
import { inBackground } from '@/lib/platform/background'
import { log } from '@/lib/platform/log'
import { singleton } from '@/lib/platform/singleton'
import { monotonicMs } from '@/lib/platform/time'
import { loadedModelOf, modelOf } from '@/lib/scoring/bundles'
import type { ActiveModel } from './scorer'

/** A bundle that does not load is tried again after this time: each attempt verifies it anew. */
const RETRY_MS = 60_000

interface Attempt {
  at: number
  /** Why it failed; null while it runs. */
  reason: string | null
}

const attempts = () => singleton('shadow.loads', () => new Map<string, Attempt>())

/**
 * The model of a challenger where it is in memory; otherwise its load begins, which nobody waits for, and `reason` says
 * why the one before failed.
 */
export function challengerModel(tenantId: string, active: ActiveModel): Model | { reason: string | null } {
  const loaded = loadedModelOf(tenantId, active)
  if (loaded) return loaded
  const last = attempts().get(active.id)
  if (last && monotonicMs() - last.at < RETRY_MS) return { reason: last.reason }
  const attempt: Attempt = { at: monotonicMs(), reason: null }
  attempts().set(active.id, attempt)
  inBackground('load-challenger', () =>
    modelOf(tenantId, active).catch((error: unknown) => {
      attempt.reason = (error as Error).message
      log.error({ err: error, tenantId, modelVersionId: active.id }, 'a challenger does not load')
    }),
  )
  return { reason: last?.reason ?? null }
}
