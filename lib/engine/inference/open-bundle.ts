import { BundleError } from './bundle-error'
import { MANIFEST, parseJson, readBytes, sha256 } from './bundle'
import { manifestSchema } from './manifest'
import { bundleFolder, type RegistryOptions } from './model-registry'
import type { BundleManifest } from './types'

/** A bundle that is the registered one; its files are checked against the manifest as they are read. */
export interface OpenBundle {
  manifest: BundleManifest
  /** Null where the manifest names no such file. @throws BundleError for one that is missing or changed. */
  readFile(name: string): Promise<Buffer | null>
}

/**
 * Opens a bundle for its documents (report, curves, card) without loading the model.
 * `manifestSha256` is what was registered: a chain of hashes leads from the database to every byte that is read.
 * @throws BundleError when there is no such bundle or it is not the registered one.
 */
export async function openBundle(
  name: string,
  version: string,
  manifestSha256: string,
  options: RegistryOptions = {},
): Promise<OpenBundle> {
  const dir = bundleFolder(name, version, options)
  const bytes = await readBytes(dir, MANIFEST)
  if (sha256(bytes) !== manifestSha256) {
    throw new BundleError(MANIFEST, 'its SHA-256 is not the one that was registered')
  }
  const manifest = parseJson(MANIFEST, bytes, manifestSchema)
  return {
    manifest,
    async readFile(file) {
      const expected = manifest.files[file]
      if (expected === undefined) return null
      const content = await readBytes(dir, file)
      if (sha256(content) === expected) return content
      throw new BundleError(file, 'its SHA-256 is not the one in the manifest')
    },
  }
}
