import { isBundleError, type Model } from '@/lib/engine/inference'
import { finishBeforeExit } from '@/lib/platform/lifecycle'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { singleton } from '@/lib/platform/singleton'
import { loadedModelOf, modelOf } from './models'
import type { BundleVersion } from './version'

/** A row of model_versions. */
export interface RegisteredVersion extends BundleVersion {
  id: string
}

/** The last good model, in force in this process while the bundle of the production model fails its proof. */
export interface Substitution {
  /** Ids of model_versions. */
  failed: string
  inForce: string
  model: Model
  /** The file of the failed bundle, and what is wrong with it. */
  file: string
  reason: string
  since: Date
}

/** By tenant. */
const substitutions = singleton(
  'model-substitutions',
  () => new Map<string, Substitution & { retryAtMs: number }>(),
)

/** Proving a bundle again takes a second of a core. */
const RETRY_AFTER_MS = 60_000
/** How many former production models are tried. */
const MAX_TRIED = 3

/**
 * The model that decides for the tenant, if it is in memory: the production model, or the last good one while the
 * production model fails its proof.
 */
export function modelInForce(
  tenantId: string,
  production: RegisteredVersion,
): { id: string; model: Model } | undefined {
  const loaded = loadedModelOf(tenantId, production)
  if (loaded) {
    endSubstitution(tenantId)
    return { id: production.id, model: loaded }
  }
  const known = substitutions.get(tenantId)
  if (known?.failed !== production.id) return undefined
  if (Date.now() >= known.retryAtMs) {
    known.retryAtMs = Date.now() + RETRY_AFTER_MS
    finishBeforeExit(loadInForce(tenantId, production).catch(() => undefined))
  }
  return { id: known.inForce, model: known.model }
}

/**
 * Loads the production model. Where its bundle fails its proof, the last good one takes its place in this process.
 * @throws AppError model-unavailable where there is none
 */
export async function loadInForce(tenantId: string, production: RegisteredVersion): Promise<void> {
  try {
    await modelOf(tenantId, production)
    endSubstitution(tenantId)
  } catch (cause) {
    const lastGood = isBundleError(cause) ? await findLastGood(tenantId) : null
    if (!isBundleError(cause) || !lastGood) throw new AppError('model-unavailable', { cause })
    const { file, reason } = cause
    const { id: inForce, model } = lastGood
    const before = substitutions.get(tenantId)
    const since = before?.failed === production.id ? before.since : new Date()
    const retryAtMs = Date.now() + RETRY_AFTER_MS
    substitutions.set(tenantId, { failed: production.id, inForce, model, file, reason, since, retryAtMs })
    metrics.substitutedModels.set(substitutions.size)
    log.error({ err: cause, tenantId, failed: production.id, inForce }, 'the last good model takes the place')
  }
}

function endSubstitution(tenantId: string): void {
  if (substitutions.delete(tenantId)) metrics.substitutedModels.set(substitutions.size)
}

/** Loads the production model and the challengers of a tenant. @throws AppError model-unavailable; BundleError of a challenger */
export async function loadActiveModels(tenantId: string): Promise<void> {
  const active = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findMany({ where: { tenantId, stage: { in: ['production', 'canary', 'shadow'] } } }),
  )
  // The production model first: scores wait for it.
  const inOrder = active.toSorted(
    (a, b) => Number(b.stage === 'production') - Number(a.stage === 'production'),
  )
  for (const version of inOrder) {
    await (version.stage === 'production' ? loadInForce(tenantId, version) : modelOf(tenantId, version))
  }
}

/** The former production models, the latest first; one that a rollback took away was not good. */
async function findLastGood(tenantId: string): Promise<{ id: string; model: Model } | null> {
  const former = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findMany({
      where: { tenantId, stage: 'archived', activatedAt: { not: null }, rolledBackAt: null },
      orderBy: { activatedAt: 'desc' },
      take: MAX_TRIED,
    }),
  )
  for (const version of former) {
    const model = await modelOf(tenantId, version).catch((error: unknown) => {
      if (isBundleError(error)) return null
      throw error
    })
    if (model) return { id: version.id, model }
  }
  return null
}

/** What stands in for the tenant's production model in this process. */
export const substitutionOf = (tenantId: string): Substitution | null => substitutions.get(tenantId) ?? null

/** All of this process, for readiness. */
export const allSubstitutions = (): Substitution[] => [...substitutions.values()]
