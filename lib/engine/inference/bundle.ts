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

/**
 * Reads ml/models/<name>/<version>. Reads each file once, so the bytes in use are the bytes that were hashed.
 * @throws BundleError for a file that is missing, changed, or not named by the manifest.
 */
export async function readBundle(dir: string): Promise<Bundle> {
  const bytes = await readBytes(dir, MANIFEST)
  const manifest = parseJson(MANIFEST, bytes, manifestSchema)
  const names = Object.keys(manifest.files)
  const absent = REQUIRED.find((name) => !names.includes(name))
  if (absent) throw new BundleError(absent, 'the manifest does not name this file')
  const present = (await readdir(dir)).filter((name) => !name.startsWith('.') && name !== MANIFEST)
  const unlisted = present.find((name) => !names.includes(name))
  if (unlisted) throw new BundleError(unlisted, 'a file that the manifest does not name')
  const files = await Promise.all(names.map(async (name) => [name, await readBytes(dir, name)] as const))
  for (const [name, content] of files) {
    if (sha256(content) !== manifest.files[name]) {
      throw new BundleError(name, 'its SHA-256 is not the one in the manifest')
    }
  }
  return { manifest, manifestSha256: sha256(bytes), files: new Map(files) }
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
export async function readBytes(dir: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path.join(dir, name))
  } catch (cause) {
    throw new BundleError(name, 'it cannot be read', { cause })
  }
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
