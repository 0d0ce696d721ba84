// Finds an installed Chromium for the browser tests; never downloads one.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** The shell comes first: it has no window to draw, so opening a page takes a third of the CPU time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const MAC_APPS = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)
const PLAYWRIGHT_BUILDS = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
]

/** CHROMIUM_PATH if set, else the first Chromium on PATH, among the applications or in Playwright's cache, else null. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
  return [...onPath, ...MAC_APPS, ...playwrightBuilds()].find(isExecutable) ?? null
}

function playwrightBuilds() {
  const caches = [process.env.PLAYWRIGHT_BROWSERS_PATH, path.join(homedir(), '.cache', 'ms-playwright')]
  return caches
    .filter((cache) => cache && existsSync(cache))
    .flatMap((cache) => readdirSync(cache).map((build) => path.join(cache, build)))
    .filter((build) => path.basename(build).startsWith('chromium-'))
    .flatMap((build) => PLAYWRIGHT_BUILDS.map((executable) => path.join(build, executable)))
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
