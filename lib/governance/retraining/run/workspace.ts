import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { options } from '@/lib/platform/env'
import { DAY_MS } from '@/lib/platform/time'

const MANIFEST = 'manifest.json'
const REPORT = 'report.json'
/** A retraining that nobody continued for so long goes on elsewhere, or has ended. */
const KEEP_DAYS = 7

/** The directory of one retraining on this server; the bundler must not follow its paths. Each stage leaves a file when it is done, so that the next attempt goes on there. */
export interface Workspace {
  root: string
  table: string
  /** Where bundles are written: `<name>/<version>`. */
  bundles: string
  /** The work of the training code. */
  work: string
}

/** Makes the directory, and deletes those that were left behind. */
export async function openWorkspace(id: string): Promise<Workspace> {
  const parent = options().SENTINEL_TRAINING_DIR
  const root = `${parent}/${id}`
  await mkdir(root, { recursive: true })
  await deleteOld(parent, id)
  return {
    root,
    table: `${root}/table`,
    bundles: `${root}/bundles`,
    work: `${root}/work`,
  }
}

export const removeWorkspace = ({ root }: Workspace): Promise<void> =>
  rm(root, { recursive: true, force: true })

interface Version {
  name: string
  version: string
}

const bundleDirectory = ({ bundles }: Workspace, { name, version }: Version): string =>
  `${bundles}/${name}/${version}`

export const hasBundle = (workspace: Workspace, version: Version): boolean =>
  existsSync(/* turbopackIgnore: true */ `${bundleDirectory(workspace, version)}/${MANIFEST}`)

/** True once the report is part of the bundle. A report that the manifest does not name was interrupted, and is deleted. */
export async function hasReport(workspace: Workspace, version: Version): Promise<boolean> {
  const directory = bundleDirectory(workspace, version)
  const manifest = JSON.parse(
    await readFile(/* turbopackIgnore: true */ `${directory}/${MANIFEST}`, 'utf8'),
  ) as { files: object }
  if (REPORT in manifest.files) return true
  await rm(`${directory}/${REPORT}`, { force: true })
  return false
}

/** The files of the bundle by name. */
export async function readBundle(workspace: Workspace, version: Version): Promise<Map<string, Buffer>> {
  const directory = bundleDirectory(workspace, version)
  const files = new Map<string, Buffer>()
  for (const name of await readdir(/* turbopackIgnore: true */ directory))
    files.set(name, await readFile(/* turbopackIgnore: true */ `${directory}/${name}`))
  return files
}

async function deleteOld(parent: string, own: string): Promise<void> {
  for (const name of await readdir(/* turbopackIgnore: true */ parent)) {
    const found = `${parent}/${name}`
    const { mtimeMs } = await stat(/* turbopackIgnore: true */ found)
    if (name !== own && mtimeMs < Date.now() - KEEP_DAYS * DAY_MS) {
      await rm(found, { recursive: true, force: true })
    }
  }
}
