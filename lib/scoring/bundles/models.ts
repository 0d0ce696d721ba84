import { LRUCache } from 'lru-cache'
import { FEATURE_NAMES } from '@/lib/engine/features'
import {
  BundleError,
  type BundleSource,
  getModel,
  loadedModel,
  loadModel,
  MANIFEST,
  type Model,
  shippedBundle,
} from '@/lib/engine/inference'
import { withTenant } from '@/lib/platform/db'
import { options } from '@/lib/platform/env'
import { singleton } from '@/lib/platform/singleton'
import { storedBundle } from './stored-files'
import { type BundleVersion, isShipped } from './version'

export const KNOWN = { knownFeatures: FEATURE_NAMES }
const BYTES_PER_MB = 1024 ** 2

/**
 * The models of institutions in this process, each verified once, by tenant and hash. The least recently used leave
 * memory when their bundles together exceed the limit. Shipped models are few and stay: see model-registry.ts.
 */
const kept = () =>
  singleton(
    'stored-models',
    () => new LRUCache<string, Model>({ maxSize: options().SENTINEL_MODEL_CACHE_MB * BYTES_PER_MB }),
  )
const loading = singleton('stored-models.loading', () => new Map<string, Promise<Model>>())

const keyOf = (tenantId: string, { manifestSha256 }: BundleVersion): string => `${tenantId}/${manifestSha256}`

/** The files of a version that is registered for the tenant. @throws BundleError for an invalid name or version */
export const bundleOf = (tenantId: string, version: BundleVersion): BundleSource =>
  isShipped(version)
    ? shippedBundle(version.name, version.version)
    : storedBundle(tenantId, version.manifestSha256)

/** The model if it is in memory, for callers that must not wait for a load. */
export const loadedModelOf = (tenantId: string, version: BundleVersion): Model | undefined =>
  isShipped(version) ? loadedModel(version.name, version.version) : kept().get(keyOf(tenantId, version))

/**
 * The verified model of a version that is registered for the tenant. Concurrent callers share one load; the call after
 * a failed load retries.
 * @throws BundleError when the bundle is missing or verification fails
 */
export async function modelOf(tenantId: string, version: BundleVersion): Promise<Model> {
  if (isShipped(version)) return await getModel(version.name, version.version, KNOWN)
  const key = keyOf(tenantId, version)
  const known = kept().get(key) ?? loading.get(key)
  if (known) return await known
  const load = loadStored(tenantId, version).finally(() => loading.delete(key))
  loading.set(key, load)
  return await load
}

/** Drops the models of deleted versions from the memory of this process. Returns the hashes of their manifests. */
export async function forgetDeletedModels(tenantId: string): Promise<string[]> {
  const deleted = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findMany({ where: { tenantId, stage: 'deleted' }, select: { manifestSha256: true } }),
  )
  const hashes = deleted.map(({ manifestSha256 }) => manifestSha256)
  for (const hash of hashes) kept().delete(`${tenantId}/${hash}`)
  return hashes
}

async function loadStored(tenantId: string, version: BundleVersion): Promise<Model> {
  const { source, bytesRead } = counted(storedBundle(tenantId, version.manifestSha256))
  const model = await loadModel(source, KNOWN)
  if (model.manifestSha256 !== version.manifestSha256) {
    throw new BundleError(MANIFEST, 'its SHA-256 is not the one that was registered')
  }
  kept().set(keyOf(tenantId, version), model, { size: bytesRead() })
  return model
}

/** Counts what is read, as the measure of what the model takes in memory. */
function counted(source: BundleSource): { source: BundleSource; bytesRead: () => number } {
  let bytes = 0
  const count = (content: Buffer): Buffer => {
    bytes += content.byteLength
    return content
  }
  return {
    source: {
      ...source,
      manifest: async () => count(await source.manifest()),
      file: async (name, sha256) => count(await source.file(name, sha256)),
    },
    bytesRead: () => bytes,
  }
}
