// A cold backup: the files of a cleanly stopped cluster, its secrets, and a manifest that is written last.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { readControlFile } from './control-file.mjs'
import { copyFile } from './copy-file.mjs'
import { DATA, SECRETS, writeManifest } from './manifest.mjs'

/** Describe one run of the server, not the data. */
const SKIPPED = new Set(['postmaster.pid', 'postmaster.opts', 'current_logfiles'])

/**
 * Copies the stopped cluster at `dataDir` to the new folder `out`, which appears only when it is complete.
 * @param {{dataDir: string, secretsFile: string, out: string}} locations
 * @returns {Promise<{files: number, bytes: number}>}
 * @throws Error where the database runs, was not stopped cleanly, or `out` exists
 */
export async function backUp({ dataDir, secretsFile, out }) {
  if (existsSync(out)) throw new Error(`${out} exists already`)
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) throw new Error(`${dataDir} holds no database`)
  if (existsSync(path.join(dataDir, 'postmaster.pid')))
    throw new Error(`the database in ${dataDir} is running`)
  const { systemIdentifier, walFiles } = await readControlFile(dataDir)

  const partial = `${out}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  const contents = await listCluster(dataDir, walFiles)
  const files = []
  for (const name of contents.directories) await mkdir(path.join(partial, name), { mode: 0o700 })
  for (const name of contents.files) {
    const source = path.join(dataDir, path.posix.relative(DATA, name))
    files.push({ path: name, ...(await copyFile(source, path.join(partial, name))) })
  }
  files.push({ path: SECRETS, ...(await copyFile(secretsFile, path.join(partial, SECRETS))) })
  await writeManifest(partial, {
    madeAt: new Date().toISOString(),
    postgresMajor: (await readFile(path.join(dataDir, 'PG_VERSION'), 'utf8')).trim(),
    systemIdentifier,
    directories: contents.directories,
    files,
  })
  await rename(partial, out)
  return { files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) }
}

/** Parents before children. Of the WAL only what the start reads: the other files are spare. */
async function listCluster(dataDir, walFiles) {
  const found = { directories: [DATA], files: [] }
  for (const entry of await readdir(dataDir, { withFileTypes: true, recursive: true })) {
    const relative = path.relative(dataDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')
    const name = `${DATA}/${relative}`
    if (entry.isDirectory()) found.directories.push(name)
    else if (!entry.isFile()) throw new Error(`${relative} is neither a file nor a directory`)
    else if (!SKIPPED.has(relative) && (!isWal(relative) || walFiles.includes(entry.name)))
      found.files.push(name)
  }
  if (!found.files.includes(`${DATA}/pg_wal/${walFiles[0]}`))
    throw new Error(`the WAL file ${walFiles[0]} is missing`)
  return { directories: found.directories.sort(), files: found.files.sort() }
}

const isWal = (relative) => /^pg_wal\/[0-9A-F]{24}$/.test(relative)
