import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { BundleError } from './bundle-error'
import { manifestSchema } from './manifest'
import type { BundleManifest } from './types'

export const MANIFEST = 'manifest.json'
const REQUIRED = ['model.onnx', 'trees.json', 'calibration.json', 'golden.json']

/** The files of a bundle. Each has the SHA-256 that the manifest states. */
export interface Bundle {
  manifest: BundleManifest
  manifestSha256: string
  files: ReadonlyMap<string, Buffer>
}

/** Where the files of a bundle are: a folder, memory, or the database. Each method throws BundleError. */
export interface BundleSource {
  manifest(): Promise<Buffer>
  /** The content that the source keeps under this name, which may not have that hash: the reader checks it. */
  file(name: string, sha256: string): Promise<Buffer>
  /** All names but the manifest's; null where the source holds nothing that the manifest does not name. */
  names(): Promise<string[] | null>
}

/** The bundle in a folder. */
export const directorySource = (dir: string): BundleSource => ({
  manifest: () => readBytes(dir, MANIFEST),
  file: (name) => readBytes(dir, name),
  names: async () => (await readdir(dir)).filter((name) => !name.startsWith('.') && name !== MANIFEST),
})

/** The bundle whose files are in memory, the manifest among them. */
export function memorySource(files: ReadonlyMap<string, Buffer>): BundleSource {
  const file = (name: string): Promise<Buffer> => {
    const bytes = files.get(name)
    return bytes ? Promise.resolve(bytes) : Promise.reject(new BundleError(name, 'it is missing'))
  }
  return {
    manifest: () => file(MANIFEST),
    file,
    names: () => Promise.resolve([...files.keys()].filter((name) => name !== MANIFEST)),
  }
}

/**
 * Reads a bundle. Reads each file once, so the bytes in use are the bytes that were hashed.
 * @throws BundleError for a file that is missing, changed, or not named by the manifest.
 */
export async function readBundle(source: BundleSource): Promise<Bundle> {
  const bytes = await source.manifest()
  const manifest = parseJson(MANIFEST, bytes, manifestSchema)
  const names = Object.keys(manifest.files)
  const absent = REQUIRED.find((name) => !names.includes(name))
  if (absent) throw new BundleError(absent, 'the manifest does not name this file')
  const unlisted = (await source.names())?.find((name) => !names.includes(name))
  if (unlisted) throw new BundleError(unlisted, 'a file that the manifest does not name')
  const files = new Map<string, Buffer>()
  // One after the other: a source in the database would otherwise take a connection per file.
  for (const [name, hash] of Object.entries(manifest.files))
    files.set(name, await readVerified(source, name, hash))
  return { manifest, manifestSha256: sha256(bytes), files }
}

/** Reads a file and checks its hash. @throws BundleError */
export async function readVerified(source: BundleSource, name: string, expected: string): Promise<Buffer> {
  const content = await source.file(name, expected)
  if (sha256(content) === expected) return content
  throw new BundleError(name, 'its SHA-256 is not the one in the manifest')
}

/** Parses a JSON file of a bundle. @throws BundleError when it is not JSON or does not match the schema. */
export function parseJson<S extends z.ZodType>(name: string, bytes: Buffer, schema: S): z.infer<S> {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new BundleError(name, 'it is not valid JSON', { cause })
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new BundleError(name, z.prettifyError(parsed.error), { cause: parsed.error })
  return parsed.data
}

/** @throws BundleError when the file cannot be read. */
async function readBytes(dir: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path.join(dir, name))
  } catch (cause) {
    throw new BundleError(name, 'it cannot be read', { cause })
  }
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
