import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { singleton } from '@/lib/platform/singleton'
import { type BundleSource, directorySource } from './bundle'
import { BundleError } from './bundle-error'
import { loadModel, type LoadOptions } from './load-model'
import { MODEL_NAME, MODEL_VERSION } from './manifest'
import type { Model } from './types'

/** The shipped models of this process, each verified once. Bundles are immutable, so entries never expire. */
const models = singleton('models', () => new Map<string, Loading>())

interface Loading {
  promise: Promise<Model>
  /** Set once the load has succeeded. */
  model?: Model
}

export interface RegistryOptions extends LoadOptions {
  /** Folder of the bundles: <root>/<name>/<version>. */
  root?: string
}

export function modelsDir(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'ml/models')
}

/** The folder of a bundle. @throws BundleError for an invalid name or version, which could leave the root folder. */
function bundleFolder(name: string, version: string, options: RegistryOptions = {}): string {
  if (!MODEL_NAME.test(name) || !MODEL_VERSION.test(version)) {
    throw new BundleError('manifest.json', 'the name or version of the model is not valid')
  }
  // The bundler would trace the whole project for a path that it cannot know.
  return path.join(/* turbopackIgnore: true */ options.root ?? modelsDir(), name, version)
}

/** The files of a bundle that ships with this build. @throws BundleError for an invalid name or version */
export const shippedBundle = (name: string, version: string, options: RegistryOptions = {}): BundleSource =>
  directorySource(bundleFolder(name, version, options))

/**
 * The verified model of this name and version. Concurrent callers share one load; the call after a failed load retries.
 * @throws BundleError when the bundle is missing or verification fails.
 */
export async function getModel(name: string, version: string, options: RegistryOptions = {}): Promise<Model> {
  const dir = bundleFolder(name, version, options)
  const known = models.get(dir)
  if (known) return known.promise
  const loading: Loading = { promise: loadNamed(dir, name, version, options) }
  models.set(dir, loading)
  loading.promise.then(
    (model) => (loading.model = model),
    () => models.delete(dir),
  )
  return loading.promise
}

/** The model if it is in memory, for callers that must not wait for a load. */
export const loadedModel = (
  name: string,
  version: string,
  options: RegistryOptions = {},
): Model | undefined => models.get(bundleFolder(name, version, options))?.model

/** Loads the newest version of each model, so no request waits for a load. Repeated calls use the loaded models. */
export async function warmModels(options: RegistryOptions = {}): Promise<Model[]> {
  const newest = await listNewest(options.root ?? modelsDir())
  if (newest.length === 0) throw new BundleError('manifest.json', 'there is no model to load')
  return Promise.all(newest.map(({ name, version }) => getModel(name, version, options)))
}

async function loadNamed(dir: string, name: string, version: string, options: LoadOptions): Promise<Model> {
  const model = await loadModel(directorySource(dir), options)
  if (model.name !== name || model.version !== version) {
    throw new BundleError(
      'manifest.json',
      `it names ${model.name} ${model.version}, its folder ${name} ${version}`,
    )
  }
  return model
}

async function listNewest(root: string): Promise<{ name: string; version: string }[]> {
  const names = (await readdir(root)).filter((name) => MODEL_NAME.test(name))
  const listed = await Promise.all(
    names.map(async (name) => {
      const versions = (await readdir(path.join(root, name))).filter((version) => MODEL_VERSION.test(version))
      return versions
        .sort(compareVersions)
        .slice(-1)
        .map((version) => ({ name, version }))
    }),
  )
  return listed.flat()
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
