// Puts a backup where no database is, after it has proven every byte of it.
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { initialiseCluster } from '../postgres/cluster.mjs'
import { copyFile } from './copy-file.mjs'
import { DATA, readManifest, SECRETS } from './manifest.mjs'

/**
 * Fills `dataDir` and `secretsFile` from the backup in `from`. Nothing that exists is overwritten, and neither appears
 * before each file has the hash that the manifest names.
 * @param {{from: string, dataDir: string, secretsFile: string}} locations
 * @returns {Promise<{files: number, madeAt: string}>}
 * @throws Error where the target exists, a file is missing or changed, or Postgres has another major version
 */
export async function restore({ from, dataDir, secretsFile }) {
  for (const target of [dataDir, secretsFile]) {
    if (existsSync(target)) throw new Error(`${target} exists: stop Sentinel and move it away first`)
  }
  const manifest = await readManifest(from)
  const unfinished = `${dataDir}.restoring`
  const owner = await emptyClusterFolder(unfinished, manifest.postgresMajor)
  const secrets = `${secretsFile}.restoring`
  await rm(secrets, { force: true })
  const placeOf = (name) =>
    name === SECRETS ? secrets : path.join(unfinished, path.posix.relative(DATA, name))

  for (const name of manifest.directories.filter((name) => name !== DATA)) {
    await mkdir(placeOf(name), { mode: 0o700 })
    await chown(placeOf(name), owner.uid, owner.gid)
  }
  for (const file of manifest.files) {
    const copied = await copyFile(path.join(from, file.path), placeOf(file.path))
    if (copied.sha256 !== file.sha256) throw new Error(`${file.path} is not as it was backed up`)
    if (file.path !== SECRETS) await chown(placeOf(file.path), owner.uid, owner.gid)
  }
  await rename(secrets, secretsFile)
  await rename(unfinished, dataDir)
  return { files: manifest.files.length, madeAt: manifest.madeAt }
}

/** Initialising and emptying a cluster tells the version of the Postgres here and the user that runs it. */
async function emptyClusterFolder(folder, wantedMajor) {
  await rm(folder, { recursive: true, force: true })
  await initialiseCluster(folder)
  const major = (await readFile(path.join(folder, 'PG_VERSION'), 'utf8')).trim()
  const owner = await stat(folder)
  await rm(folder, { recursive: true })
  if (major !== wantedMajor)
    throw new Error(`the backup is of Postgres ${wantedMajor}, and this release runs Postgres ${major}`)
  await mkdir(folder, { mode: 0o700 })
  await chown(folder, owner.uid, owner.gid)
  return owner
}
