import { FEATURE_NAMES } from '@/lib/engine/features'
import { loadModel, memorySource, openBundle, type ProvenBundle, provenBundle } from '@/lib/engine/inference'
import { readDocuments } from './read-documents'

/**
 * Verifies the model and reads every document, as if the bundle were registered. Runs in a helper process: takes seconds.
 * @param files content by file name, manifest.json among them
 * @throws BundleError
 */
export async function verifyBundle(files: ReadonlyMap<string, Buffer>): Promise<ProvenBundle> {
  const source = memorySource(files)
  const model = await loadModel(source, { knownFeatures: FEATURE_NAMES })
  await readDocuments(await openBundle(source, model.manifestSha256))
  return provenBundle(model)
}
