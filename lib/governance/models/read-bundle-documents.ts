import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { isBundleError, openBundle, type OpenBundle, parseJson } from '@/lib/engine/inference'
import { bundleOf } from '@/lib/scoring/bundles'
import { singleton } from '@/lib/platform/singleton'
import { baselineHistograms, thresholdCurves } from './curves-schema'
import { modelReport } from './report-schema'
import type { BundleDocuments, BundleReading, RegisteredModel } from './schema'

/** A bundle never changes, so what was read under its hash once stays true. */
const known = singleton('bundle-documents', () => new LRUCache<string, BundleDocuments>({ max: 32 }))

/** The documents of the registered bundle. A damaged or absent bundle is a result, not an error: the page shows it. */
export async function readBundleDocuments(
  tenantId: string,
  model: Pick<RegisteredModel, 'name' | 'version' | 'manifest_sha256' | 'origin'>,
): Promise<BundleReading> {
  const cached = known.get(model.manifest_sha256)
  if (cached) return { state: 'read', documents: cached }
  try {
    const { name, version, origin, manifest_sha256: manifestSha256 } = model
    const source = bundleOf(tenantId, { name, version, origin, manifestSha256 })
    const documents = await readDocuments(await openBundle(source, manifestSha256))
    known.set(model.manifest_sha256, documents)
    return { state: 'read', documents }
  } catch (error) {
    if (!isBundleError(error)) throw error
    return { state: 'unreadable', file: error.file, reason: error.reason }
  }
}

/** Every document of an open bundle. @throws BundleError */
export async function readDocuments(bundle: OpenBundle): Promise<BundleDocuments> {
  const { manifest } = bundle
  const [report, baseline, card] = await Promise.all([
    readJson(bundle, 'report.json', modelReport),
    readJson(bundle, 'baseline.json', baselineHistograms),
    bundle.readFile('card.md'),
  ])
  return {
    runId: manifest.runId,
    createdAt: manifest.createdAt,
    thresholds: manifest.thresholds,
    training: { ...manifest.training, mappingSha256: manifest.training.mappingSha256 ?? null },
    slices: manifest.slices ?? null,
    files: manifest.files,
    report,
    // Bundles of before the report had curves of another shape.
    curves: report && (await readJson(bundle, 'curves.json', thresholdCurves)),
    baseline,
    card: card?.toString('utf8') ?? null,
  }
}

async function readJson<S extends z.ZodType>(
  bundle: OpenBundle,
  name: string,
  schema: S,
): Promise<z.infer<S> | null> {
  const bytes = await bundle.readFile(name)
  return bytes && parseJson(name, bytes, schema)
}
