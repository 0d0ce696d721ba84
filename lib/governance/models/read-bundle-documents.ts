import { LRUCache } from 'lru-cache'
import { isBundleError, openBundle, type OpenBundle } from '@/lib/engine/inference'
import { bundleOf } from '@/lib/scoring/bundles'
import { singleton } from '@/lib/platform/singleton'
import { readDocuments, readSummary } from './read-documents'
import type { BundleDocuments, BundleReading, BundleSummary, ModelOverview, RegisteredModel } from './schema'

/** A bundle never changes, so what was read under its hash once stays true. */
const documents = singleton('bundle-documents', () => new LRUCache<string, BundleDocuments>({ max: 32 }))
const summaries = singleton('bundle-summaries', () => new LRUCache<string, BundleSummary>({ max: 2_000 }))

type Named = Pick<RegisteredModel, 'name' | 'version' | 'manifest_sha256' | 'origin'>

/** The documents of the registered bundle. A damaged or absent bundle is a result, not an error: the page shows it. */
export async function readBundleDocuments(tenantId: string, model: Named): Promise<BundleReading> {
  const read = await readOnce(documents, tenantId, model, readDocuments)
  return 'value' in read ? { state: 'read', documents: read.value } : read
}

/** What a list shows of the registered bundle. */
export async function readBundleSummary(tenantId: string, model: Named): Promise<ModelOverview['bundle']> {
  const read = await readOnce(summaries, tenantId, model, readSummary)
  return 'value' in read ? { state: 'read', summary: read.value } : read
}

/** Drops what was read of the bundles with these manifests. */
export function forgetDocuments(hashes: readonly string[]): void {
  for (const hash of hashes) {
    documents.delete(hash)
    summaries.delete(hash)
  }
}

async function readOnce<T extends object>(
  known: LRUCache<string, T>,
  tenantId: string,
  { name, version, origin, manifest_sha256: manifestSha256 }: Named,
  read: (bundle: OpenBundle) => Promise<T>,
): Promise<{ value: T } | Extract<BundleReading, { state: 'unreadable' }>> {
  const cached = known.get(manifestSha256)
  if (cached) return { value: cached }
  try {
    const source = bundleOf(tenantId, { name, version, origin, manifestSha256 })
    const value = await read(await openBundle(source, manifestSha256))
    known.set(manifestSha256, value)
    return { value }
  } catch (error) {
    if (!isBundleError(error)) throw error
    return { state: 'unreadable', file: error.file, reason: error.reason }
  }
}
