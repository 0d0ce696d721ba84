import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readTrees } from '@/lib/engine/inference/read-trees'
import type { BundleManifest } from '@/lib/engine/inference/types'

const bundleDir = (name: string) => path.join(process.cwd(), 'ml/models', name)

/** The shipped bundles. */
export const BUNDLES = ['sentinel/1.1.0', 'paysim/2.0.0'].map(bundleDir)
/** The bundle of the demo. */
export const BUNDLE = bundleDir('sentinel/1.1.0')

export function readBundleJson<T>(name: string, dir = BUNDLE): T {
  return JSON.parse(readFileSync(path.join(dir, name), 'utf8')) as T
}

export function bundleTrees(dir = BUNDLE) {
  return readTrees(
    readBundleJson('trees.json', dir),
    readBundleJson<BundleManifest>('manifest.json', dir).features.length,
  )
}

/** A copy of the committed bundle at <root>/sentinel/1.1.0 that a test can corrupt. */
export function copyBundle() {
  const root = mkdtempSync(path.join(tmpdir(), 'bundle-'))
  const dir = path.join(root, 'sentinel/1.1.0')
  cpSync(BUNDLE, dir, { recursive: true })
  const file = (name: string) => path.join(dir, name)
  const changeManifest = (change: (manifest: BundleManifest) => void) => {
    const manifest = readBundleJson<BundleManifest>('manifest.json', dir)
    change(manifest)
    writeFileSync(file('manifest.json'), JSON.stringify(manifest))
  }
  /** Replaces a file and its hash in the manifest: the bundle is consistent but wrong. */
  const replace = (name: string, content: string | Buffer) => {
    writeFileSync(file(name), content)
    changeManifest((manifest) => (manifest.files[name] = createHash('sha256').update(content).digest('hex')))
  }
  const replaceJson = <T>(name: string, change: (json: T) => void) => {
    const json = readBundleJson<T>(name, dir)
    change(json)
    replace(name, JSON.stringify(json))
  }
  return { root, dir, file, changeManifest, replace, replaceJson }
}
