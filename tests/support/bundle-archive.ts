import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { modelsDir } from '@/lib/engine/inference'
import { MODEL } from './minted-tenant'
import { zipArchive } from './zip-archive'

/** The files of the shipped bundle, by name. */
export async function shippedFiles(): Promise<Map<string, Buffer>> {
  const dir = path.join(modelsDir(), MODEL.name, MODEL.version)
  const names = await readdir(dir)
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(dir, name))] as const)),
  )
}

/** The shipped bundle with another manifest, such as another version, as a ZIP archive with one folder. */
export function bundleArchive(
  shipped: ReadonlyMap<string, Buffer>,
  changes: { version: string } & Record<string, unknown>,
  replaced: Record<string, Buffer> = {},
): Buffer<ArrayBuffer> {
  const manifest = JSON.parse(shipped.get('manifest.json')?.toString() ?? '') as object
  const files = new Map([
    ...shipped,
    ['manifest.json', Buffer.from(JSON.stringify({ ...manifest, ...changes }))] as const,
    ...Object.entries(replaced),
  ])
  return zipArchive([...files].map(([name, content]) => ({ name: `${changes.version}/${name}`, content })))
}
