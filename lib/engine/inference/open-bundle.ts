import { BundleError } from './bundle-error'
import { type BundleSource, MANIFEST, parseJson, readVerified, sha256 } from './bundle'
import { manifestSchema } from './manifest'
import type { BundleManifest } from './types'

/** A bundle whose manifest is the registered one. Each read of a file checks its SHA-256. */
export interface OpenBundle {
  manifest: BundleManifest
  /** Null for a file that is not in the manifest. @throws BundleError for a missing or changed file. */
  readFile(name: string): Promise<Buffer | null>
}

/**
 * Opens a bundle for its documents (report, curves, card) without loading the model.
 * @param manifestSha256 registered hash of the manifest, which holds the hash of each file
 * @throws BundleError when the bundle is missing or not the registered one
 */
export async function openBundle(source: BundleSource, manifestSha256: string): Promise<OpenBundle> {
  const bytes = await source.manifest()
  if (sha256(bytes) !== manifestSha256) {
    throw new BundleError(MANIFEST, 'its SHA-256 is not the one that was registered')
  }
  const manifest = parseJson(MANIFEST, bytes, manifestSchema)
  return {
    manifest,
    async readFile(file) {
      const expected = manifest.files[file]
      return expected === undefined ? null : await readVerified(source, file, expected)
    },
  }
}
