import type { z } from 'zod'
import { type OpenBundle, parseJson } from '@/lib/engine/inference'
import { baselineHistograms, thresholdCurves } from './curves-schema'
import { modelReport } from './report-schema'
import type { BundleDocuments, BundleSummary } from './schema'

const trainingOf = ({ manifest: { training } }: OpenBundle): BundleDocuments['training'] =>
  training ? { ...training, mappingSha256: training.mappingSha256 ?? null } : null

/** What a list shows of an open bundle. @throws BundleError */
export async function readSummary(bundle: OpenBundle): Promise<BundleSummary> {
  const report = await readJson(bundle, 'report.json', modelReport)
  const headline = report && { prAuc: report.headline.prAuc, ece: report.headline.ece }
  return { training: trainingOf(bundle), imported: bundle.manifest.imported ?? null, headline }
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
    training: trainingOf(bundle),
    imported: manifest.imported ?? null,
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
