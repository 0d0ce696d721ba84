import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { modelsDir } from '@/lib/engine/inference'
import { MODEL } from './minted-tenant'

/** Copies the shipped bundle under further versions, in a project folder of the test. */
export async function projectWithVersions(versions: readonly string[]): Promise<string> {
  const project = await mkdtemp(path.join(tmpdir(), 'bundles-'))
  const shipped = path.join(modelsDir(), MODEL.name, MODEL.version)
  for (const version of [MODEL.version, ...versions]) {
    const copy = path.join(project, 'ml', 'models', MODEL.name, version)
    await cp(shipped, copy, { recursive: true })
    if (version === MODEL.version) continue
    const file = path.join(copy, 'manifest.json')
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
    await writeFile(file, JSON.stringify({ ...manifest, version }))
  }
  return project
}

export const removeProject = (project: string): Promise<void> => rm(project, { recursive: true })
